type Source = Readonly<Record<string, string | undefined>>;

/** What is wrong with a variable that is set, in words that follow its name; `undefined` if nothing is. */
type Rule = (value: string) => string | undefined;

/** May be empty. */
export const present: Rule = () => undefined;
export const filled: Rule = (value) => (value === '' ? 'must not be empty' : undefined);
export const address: Rule = (value) => (URL.canParse(value) ? undefined : 'must be a URL');

/**
 * Reads variables of a function's environment, once, at cold start: without a schema, which the first request may have to wait
 * for anyway, but not the start of a function.
 * @throws Error that names every variable that is missing or wrong, so that one deployment can fix them all.
 */
export const readConfig = <N extends string>(
  rules: Readonly<Record<N, Rule>>,
  source: Source = process.env,
): Readonly<Record<N, string>> => {
  const read: Record<string, string> = {};
  const faults: string[] = [];
  for (const [name, rule] of Object.entries<Rule>(rules)) {
    const value = source[name];
    const fault = value === undefined ? 'is required' : rule(value);
    if (fault === undefined) read[name] = value ?? '';
    else faults.push(`${name} ${fault}`);
  }
  if (faults.length > 0) throw new Error(`The environment is not valid. ${faults.join('; ')}`);
  return read as Record<N, string>;
};
