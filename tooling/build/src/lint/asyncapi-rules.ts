import { asyncapi } from '@stoplight/spectral-rulesets';
import { spectral } from './spectral';

/**
 * Checks an AsyncAPI document by Spectral's recommended rules. Returns one line for each problem. The document stays in
 * version 3.0, which more tools read than 3.1, and it cannot know the addresses of whoever runs a deployment.
 */
export const asyncapiProblems = (document: string): Promise<string[]> =>
  spectral(document, asyncapi, ['asyncapi-latest-version', 'asyncapi-info-contact-properties']);
