import { readFileSync } from 'node:fs';

/**
 * A bundle's code as it is now; undefined if it cannot be read, which the instance then reports as Lambda would.
 * Instances start from this copy: like a deployed package it does not change under them, so that a rebuild that is
 * half written when one starts costs no request.
 */
export const readBundle = (bundlePath: string): string | undefined => {
  try {
    return readFileSync(bundlePath, 'utf8');
  } catch {
    return undefined;
  }
};
