import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';

const redocly = async (document: string): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: document, absoluteRef: 'openapi.json', config });
  return problems.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer ?? ''}: ${message} (Redocly, ${ruleId})`,
  );
};

const spectral = async (document: string): Promise<string[]> => {
  const linter = new Spectral();
  linter.setRuleset({ extends: [[oas as RulesetDefinition, 'recommended']] });
  const results = await linter.run(document);
  return results.map(({ code, message, path }) => `#/${path.join('/')}: ${message} (Spectral, ${String(code)})`);
};

/**
 * Checks an OpenAPI document by the recommended rules of the two linters that most teams use. Returns one line for each
 * problem, warnings included. Both linters run as libraries, because their command lines open network connections.
 */
export const recommendedRules = async (document: string): Promise<string[]> =>
  (await Promise.all([redocly(document), spectral(document)])).flat();
