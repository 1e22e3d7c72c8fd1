import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core';

/**
 * Checks a document by the recommended rules of one of Spectral's rulesets, except those that are `off`. Returns one line for
 * each problem, warnings included.
 */
export const spectral = async (document: string, rules: unknown, off: readonly string[] = []): Promise<string[]> => {
  const linter = new Spectral();
  linter.setRuleset({
    extends: [[rules as RulesetDefinition, 'recommended']],
    rules: Object.fromEntries(off.map((rule) => [rule, 'off'])),
  });
  const results = await linter.run(document);
  return results.map(({ code, message, path }) => `#/${path.join('/')}: ${message} (Spectral, ${String(code)})`);
};
