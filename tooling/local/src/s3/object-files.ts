import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A file with the bytes of an object, or of a part of one. */
export interface StoredFile {
  readonly file: string;
  readonly size: number;
  /** MD5, in hex. */
  readonly md5: string;
}

/** A folder of files that are written once. */
export interface ObjectFiles {
  /** Writes a file that is on disk when this resolves. If it fails, nothing is left of it. */
  write(bytes: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /** Does what gives a file an owner, and drops the file if that fails. */
  adopt<T>(written: StoredFile, adopt: () => Promise<T>): Promise<T>;
  open(file: string): Promise<FileHandle>;
  read(file: string): AsyncGenerator<Buffer>;
  drop(file: string): Promise<void>;
  /** Drops every other file: what a process that died had begun to write, or had not dropped yet. */
  keepOnly(known: ReadonlySet<string>): Promise<void>;
}

export const openObjectFiles = async (folder: string): Promise<ObjectFiles> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const drop = (file: string): Promise<void> => rm(join(folder, file), { force: true });
  const openFile = (file: string): Promise<FileHandle> => open(join(folder, file), 'r');

  return {
    write: async (bytes) => {
      const hash = createHash('md5');
      let size = 0;
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for await (const chunk of bytes) {
          hash.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      };
      const file = randomUUID();
      const handle = await open(join(folder, file), 'wx', 0o600);
      try {
        await handle.writeFile(counted());
        await handle.sync();
      } catch (error) {
        await drop(file);
        throw error;
      } finally {
        await handle.close();
      }
      return { file, md5: hash.digest('hex'), size };
    },
    adopt: async ({ file }, adopt) => {
      try {
        return await adopt();
      } catch (error) {
        await drop(file);
        throw error;
      }
    },
    open: openFile,
    read: async function* (file) {
      const handle = await openFile(file);
      yield* handle.createReadStream();
    },
    drop,
    keepOnly: async (known) => {
      for (const file of await readdir(folder)) if (!known.has(file)) await drop(file);
    },
  };
};
