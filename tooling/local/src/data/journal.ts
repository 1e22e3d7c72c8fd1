import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atomicWrite } from './atomic-write';

/** How many outdated entries the file may collect before it is rewritten. */
const SLACK = 10_000;

/** A state in memory that can be rebuilt from the entries of an append-only file. */
export interface Journalled<E> {
  /** Applies one entry to the state. When the file is opened, all earlier entries are applied again, in order. */
  apply(entry: E): void;
  /** The fewest entries from which the current state can be rebuilt. */
  snapshot(): Iterable<E>;
}

/** Saves every change to a state in memory, and reports a change as done only once it is on disk. */
export interface Journal<E> {
  /**
   * Applies the entries and resolves when they are on disk. After a crash, either all of them are there or none.
   * Entries that are appended while a sync is running all share the next sync.
   * @throws Error if the disk cannot be written. The state in memory is then ahead of the disk, so every later append
   * is rejected too.
   */
  append(...entries: readonly E[]): Promise<void>;
  /** Resolves when everything that was appended is on disk. Append nothing after this. */
  close(): Promise<void>;
}

/** One line for each change, because the entries of a change belong together. */
const line = (entries: readonly unknown[]): string => `${JSON.stringify(entries)}\n`;

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

/**
 * Reads the changes in a file. A crash may have cut off the last line. Nobody was told that it was saved, so it is
 * ignored.
 */
const changesIn = <E>(path: string, text: string): E[][] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((row, index) => {
      if (row === '') return [];
      try {
        return [JSON.parse(row) as E[]];
      } catch {
        throw new Error(`${path} cannot be read at line ${index + 1}. Restore it, or delete it and lose what it held.`);
      }
    });

/** Opens a journal, or creates it, and brings the state to where it was. */
export const openJournal = async <E>(path: string, state: Journalled<E>): Promise<Journal<E>> => {
  for (const change of changesIn<E>(path, await textOf(path))) for (const entry of change) state.apply(entry);

  let waiting = '';
  let appended = 0;
  let limit = SLACK;
  let failure: unknown;

  const reopen = async (): Promise<FileHandle> => {
    const entries = [...state.snapshot()];
    // Entries that wait to be written are already in the snapshot: they were applied when they were appended.
    waiting = '';
    appended = 0;
    limit = SLACK + entries.length;
    await atomicWrite(path, entries.map((entry) => line([entry])).join(''));
    return open(path, 'a');
  };

  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let file = await reopen();

  const flush = async (): Promise<void> => {
    if (failure) throw failure;
    if (waiting === '') return;
    try {
      if (appended > limit) {
        await file.close();
        file = await reopen();
        return;
      }
      const text = waiting;
      waiting = '';
      await file.appendFile(text);
      await file.datasync();
    } catch (error) {
      failure = error;
      throw error;
    }
  };

  let flushing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  /** Resolves with the next flush, which starts when the current one has ended. */
  const flushed = (): Promise<void> => {
    next ??= flushing
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        flushing = flush();
        return flushing;
      });
    return next;
  };

  return {
    append: async (...entries) => {
      if (failure) throw failure;
      if (entries.length === 0) return;
      for (const entry of entries) state.apply(entry);
      waiting += line(entries);
      appended += entries.length;
      await flushed();
    },
    close: async () => {
      await flushed().catch(() => undefined);
      await file.close();
    },
  };
};
