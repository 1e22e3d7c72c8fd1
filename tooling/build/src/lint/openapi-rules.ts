import { createConfig, lintFromString } from '@redocly/openapi-core';
import { oas } from '@stoplight/spectral-rulesets';
import { spectral } from './spectral';

const redocly = async (document: string): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: document, absoluteRef: 'openapi.json', config });
  return problems.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer ?? ''}: ${message} (Redocly, ${ruleId})`,
  );
};

/**
 * Checks an OpenAPI document by the recommended rules of the two linters that most teams use. Returns one line for each
 * problem, warnings included. Both linters run as libraries, because their command lines open network connections.
 */
export const openapiProblems = async (document: string): Promise<string[]> =>
  (await Promise.all([redocly(document), spectral(document, oas)])).flat();
