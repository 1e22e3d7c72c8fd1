import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/**
 * The earliest time that a zip can hold. A zip stores local time, so this gives the same bytes whenever and wherever it
 * is made.
 */
const EPOCH = new Date(1980, 0, 1);
const UNIX = 3;
const READABLE = 0o100644 << 16;

/** Zips a folder's files. Equal files give an equal zip, so Lambda sees a change only if there is one. */
export const zipFolder = (folder: string, target: string): { sha256: string; bytes: number } => {
  const files: Zippable = {};
  for (const name of readdirSync(folder).sort()) {
    files[name] = [readFileSync(join(folder, name)), { mtime: EPOCH, os: UNIX, attrs: READABLE, level: 9 }];
  }
  const zip = zipSync(files);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, zip);
  return { sha256: createHash('sha256').update(zip).digest('base64'), bytes: zip.length };
};
