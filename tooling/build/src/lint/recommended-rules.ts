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
 * What an OpenAPI document has against the recommended rules of the two linters that most teams use, warnings included: one
 * line each. Both run as libraries, which open no connection; their command lines do.
 */
export const recommendedRules = async (document: string): Promise<string[]> =>
  (await Promise.all([redocly(document), spectral(document)])).flat();
