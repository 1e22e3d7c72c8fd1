import { readFileSync } from 'node:fs';

/**
 * A bundle's code as it is now; undefined if it cannot be read, which the instance then reports as Lambda would.
 * Instances start from this copy. Like a deployed package, it does not change under them, so no request fails because
 * an instance started while a rebuild was half written.
 */
export const readBundle = (bundlePath: string): string | undefined => {
  try {
    return readFileSync(bundlePath, 'utf8');
  } catch {
    return undefined;
  }
};
