/**
 * `queryStringParameters`: decoded, repeated names joined with commas; undefined where the query is empty. The event
 * has `rawQueryString` for whoever needs to tell `a=1,2` from `a=1&a=2`.
 */
export const queryStringParameters = (rawQueryString: string): Record<string, string> | undefined => {
  if (rawQueryString === '') return undefined;
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  // Built from a map, so that a parameter named `__proto__` is just another key.
  return joined.size === 0 ? undefined : Object.fromEntries(joined);
};
