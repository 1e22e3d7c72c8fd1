import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@frontdesk/manifest';

/** Reads the manifest that the build made. @throws Error in one sentence if there is none. */
export const loadManifest = (dist: string): Manifest => {
  try {
    return JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest;
  } catch (cause) {
    throw new Error('There is no dist/manifest.json. Run `make build` first.', { cause });
  }
};
