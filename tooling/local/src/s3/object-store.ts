import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@frontdesk/core/time';
import { openJournal } from '../data/journal';

/** One object: what is kept beside its bytes. */
export interface StoredObject {
  readonly key: string;
  /** The file with its bytes. A new version gets a new file, so that a reader of the old one can finish. */
  readonly file: string;
  readonly size: number;
  /** MD5, in hex. */
  readonly md5: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** Headers that are sent with it: its content type, its own metadata, … */
  readonly headers: Readonly<Record<string, string>>;
}

type Change = { readonly bucket: string } & ({ readonly put: StoredObject } | { readonly removed: string });

export interface ObjectStore {
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
    accept: (md5: string) => void,
  ): Promise<StoredObject>;
  /** @returns what was there. */
  remove(bucket: string, key: string): Promise<StoredObject | undefined>;
  open(object: StoredObject): Promise<FileHandle>;
  close(): Promise<void>;
}

const byKey = (a: StoredObject, b: StoredObject): number => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

/** Opens a folder of objects: their bytes are in files, and one journal says which file belongs to which object. */
export const openObjectStore = async (folder: string, clock: Clock): Promise<ObjectStore> => {
  const files = join(folder, 'objects');
  await mkdir(files, { recursive: true, mode: 0o700 });
  const buckets = new Map<string, Map<string, StoredObject>>();
  const bucketOf = (name: string): Map<string, StoredObject> => {
    const bucket = buckets.get(name) ?? new Map<string, StoredObject>();
    buckets.set(name, bucket);
    return bucket;
  };
  const journal = await openJournal<Change>(join(folder, 'journal.jsonl'), {
    apply: (change) => {
      if ('put' in change) bucketOf(change.bucket).set(change.put.key, change.put);
      else bucketOf(change.bucket).delete(change.removed);
    },
    snapshot: () => [...buckets].flatMap(([bucket, held]) => [...held.values()].map((put) => ({ bucket, put }))),
  });
  const drop = (file: string): Promise<void> => rm(join(files, file), { force: true });

  // Files that a process which died had begun to write, or had not deleted yet.
  const known = new Set([...buckets.values()].flatMap((held) => [...held.values()].map(({ file }) => file)));
  for (const file of await readdir(files)) if (!known.has(file)) await drop(file);

  const write = async (file: string, bytes: AsyncIterable<Uint8Array>): Promise<{ md5: string; size: number }> => {
    const hash = createHash('md5');
    let size = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytes) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    };
    const handle = await open(join(files, file), 'wx', 0o600);
    try {
      await handle.writeFile(counted());
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { md5: hash.digest('hex'), size };
  };

  return {
    find: (bucket, key) => buckets.get(bucket)?.get(key),
    list: (bucket) => [...(buckets.get(bucket)?.values() ?? [])].sort(byKey),
    put: async (bucket, { key, headers }, bytes, accept) => {
      const file = randomUUID();
      try {
        const { md5, size } = await write(file, bytes);
        accept(md5);
        const put = { key, file, size, md5, modifiedAt: clock.now(), headers };
        const before = bucketOf(bucket).get(key);
        await journal.append({ bucket, put });
        if (before) await drop(before.file);
        return put;
      } catch (error) {
        await drop(file);
        throw error;
      }
    },
    remove: async (bucket, key) => {
      const before = buckets.get(bucket)?.get(key);
      if (!before) return undefined;
      await journal.append({ bucket, removed: key });
      await drop(before.file);
      return before;
    },
    open: ({ file }) => open(join(files, file), 'r'),
    close: () => journal.close(),
  };
};
