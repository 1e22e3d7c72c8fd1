import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@frontdesk/core/time';
import { openJournal } from '../data/journal';
import { openObjectFiles } from './object-files';
import { type StoreChange, type StoredObject, StoreState } from './store-state';
import { createUploads, type Uploads } from './uploads';

export interface ObjectStore {
  readonly uploads: Uploads;
  find(bucket: string, key: string): StoredObject | undefined;
  /** Every object of a bucket, sorted by the bytes of its key, as S3 lists them. */
  list(bucket: string): readonly StoredObject[];
  /**
   * Stores a whole object. Until it is on disk, the previous one stays.
   * @param accept checks the digest once everything is read. What it throws is rethrown, and then nothing has changed.
   */
  put(
    bucket: string,
    object: Pick<StoredObject, 'key' | 'headers'>,
    bytes: AsyncIterable<Uint8Array>,
    accept?: (md5: string) => void,
  ): Promise<StoredObject>;
  /** @returns what was there. */
  remove(bucket: string, key: string): Promise<StoredObject | undefined>;
  open(object: StoredObject): Promise<FileHandle>;
  close(): Promise<void>;
}

const byKey = (a: StoredObject, b: StoredObject): number => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

/** Opens a folder of objects: their bytes are in files, and one journal says which file belongs to which object. */
export const openObjectStore = async (folder: string, clock: Clock): Promise<ObjectStore> => {
  const files = await openObjectFiles(join(folder, 'objects'));
  const state = new StoreState();
  const journal = await openJournal<StoreChange>(join(folder, 'journal.jsonl'), state);
  await files.keepOnly(state.files());

  return {
    uploads: createUploads({ state, files, journal, clock }),
    find: (bucket, key) => state.find(bucket, key),
    list: (bucket) => state.list(bucket).sort(byKey),
    put: async (bucket, { key, headers }, bytes, accept) => {
      const written = await files.write(bytes);
      const put = { ...written, key, modifiedAt: clock.now(), headers };
      const before = await files.adopt(written, async () => {
        accept?.(written.md5);
        const replaced = state.find(bucket, key);
        await journal.append({ bucket, put });
        return replaced;
      });
      if (before) await files.drop(before.file);
      return put;
    },
    remove: async (bucket, key) => {
      const before = state.find(bucket, key);
      if (!before) return undefined;
      await journal.append({ bucket, removed: key });
      await files.drop(before.file);
      return before;
    },
    open: ({ file }) => files.open(file),
    close: () => journal.close(),
  };
};
