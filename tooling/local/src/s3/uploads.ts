import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import type { Journal } from '../data/journal';
import { noSuchUpload } from './errors';
import type { ObjectFiles } from './object-files';
import type { StoreChange, StoredObject, StoredPart, StoreState, Upload } from './store-state';

/** Uploads in parts. Every change is on disk before it is acknowledged. */
export interface Uploads {
  begin(upload: Omit<Upload, 'id'>): Promise<Upload>;
  find(id: string): Upload | undefined;
  /** In the order of their numbers. */
  parts(id: string): readonly StoredPart[];
  /**
   * Stores a part, or replaces it.
   * @param accept checks the digest once everything is read. What it throws is rethrown, and then nothing has changed.
   * @throws AwsError `NoSuchUpload` if the upload has ended.
   */
  putPart(
    id: string,
    number: number,
    bytes: AsyncIterable<Uint8Array>,
    accept: (md5: string) => void,
  ): Promise<StoredPart>;
  /** Makes the object of some of the parts; the others are dropped. @throws AwsError `NoSuchUpload` */
  complete(id: string, parts: readonly StoredPart[]): Promise<StoredObject>;
  abort(id: string): Promise<void>;
}

interface Parts {
  readonly state: StoreState;
  readonly files: ObjectFiles;
  readonly journal: Pick<Journal<StoreChange>, 'append'>;
  readonly clock: Clock;
}

/** The ETag of an object in parts is the MD5 of the parts' MD5s. */
const md5OfAll = (parts: readonly StoredPart[]): string =>
  createHash('md5')
    .update(Buffer.concat(parts.map(({ md5 }) => Buffer.from(md5, 'hex'))))
    .digest('hex');

export const createUploads = ({ state, files, journal, clock }: Parts): Uploads => {
  const running = (id: string): Upload => {
    const upload = state.upload(id);
    if (!upload) throw noSuchUpload();
    return upload;
  };
  const dropAll = async (stored: readonly { readonly file: string }[]): Promise<void> => {
    await Promise.all(stored.map(({ file }) => files.drop(file)));
  };
  const joined = async function* (parts: readonly StoredPart[]): AsyncGenerator<Buffer> {
    for (const { file } of parts) yield* files.read(file);
  };

  return {
    begin: async (wanted) => {
      const upload = { ...wanted, id: randomUUID() };
      await journal.append({ begun: upload });
      return upload;
    },
    find: (id) => state.upload(id),
    parts: (id) => state.parts(id),
    putPart: async (id, number, bytes, accept) => {
      const written = await files.write(bytes);
      const part = { ...written, number, modifiedAt: clock.now() };
      const before = await files.adopt(written, async () => {
        accept(written.md5);
        running(id);
        const replaced = state.parts(id).filter((one) => one.number === number);
        await journal.append({ upload: id, part });
        return replaced;
      });
      await dropAll(before);
      return part;
    },
    complete: async (id, parts) => {
      const written = await files.write(joined(parts));
      const { put, dropped } = await files.adopt(written, async () => {
        const { bucket, key, headers } = running(id);
        const object = { ...written, key, headers, md5: md5OfAll(parts), parts: parts.length, modifiedAt: clock.now() };
        const before = state.find(bucket, key);
        const left = [...state.parts(id), ...(before ? [before] : [])];
        await journal.append({ bucket, put: object }, { ended: id });
        return { put: object, dropped: left };
      });
      await dropAll(dropped);
      return put;
    },
    abort: async (id) => {
      running(id);
      const dropped = state.parts(id);
      await journal.append({ ended: id });
      await dropAll(dropped);
    },
  };
};
