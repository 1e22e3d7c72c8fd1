import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../data/atomic-write';
import type { Secret } from './secret';

/** Each secret is one file, which only its owner can read. */
export interface SecretStore {
  find(name: string): Promise<Secret | undefined>;
  list(): Promise<readonly Secret[]>;
  /** Changes secrets one after another; resolves once the secret is on disk. Rethrows what the change throws. */
  update(name: string, change: (secret: Secret | undefined) => Secret): Promise<Secret>;
  remove(name: string): Promise<void>;
}

/** A name may have slashes, a file name may not. The suffix keeps `.` and `..` from being folders. */
const fileName = (name: string): string => `${encodeURIComponent(name)}.json`;

export const openSecretStore = (folder: string): SecretStore => {
  const read = async (file: string): Promise<Secret | undefined> => {
    try {
      return JSON.parse(await readFile(join(folder, file), 'utf8')) as Secret;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  let queue: Promise<unknown> = Promise.resolve();
  return {
    find: (name) => read(fileName(name)),
    list: async () => {
      const files = await readdir(folder).catch(() => []);
      const secrets = await Promise.all(files.filter((file) => /^[^.].*\.json$/.test(file)).map(read));
      return secrets.filter((secret) => secret !== undefined).sort((a, b) => a.name.localeCompare(b.name));
    },
    update: (name, change) => {
      const run = queue.then(async () => {
        const before = await read(fileName(name));
        const after = change(before);
        if (after !== before) await atomicWrite(join(folder, fileName(name)), `${JSON.stringify(after, null, 2)}\n`);
        return after;
      });
      queue = run.catch(() => undefined);
      return run;
    },
    remove: (name) => rm(join(folder, fileName(name)), { force: true }),
  };
};
