import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atomicWrite } from './atomic-write';

/** Entries that may be dead before the file is written anew. */
const SLACK = 10_000;

/** What an append-only file makes of a state that lives in memory. */
export interface Journalled<E> {
  /** Takes one entry into the state; what was appended before is given again, in order, when the file is opened. */
  apply(entry: E): void;
  /** The fewest entries that make the state as it is now. */
  snapshot(): Iterable<E>;
}

/** A state in memory whose every change is on disk before it is told of. */
export interface Journal<E> {
  /**
   * Applies the entries at once, all or none of them after a crash, and resolves when they are on disk. Whoever appends
   * meanwhile shares the next sync.
   * @throws what the disk refuses; the state in memory is then ahead of it, and every later append is refused too.
   */
  append(...entries: readonly E[]): Promise<void>;
  /** Resolves when everything that was appended is on disk. Nothing may be appended after. */
  close(): Promise<void>;
}

/** One line a change: the entries in it belong together. */
const line = (entries: readonly unknown[]): string => `${JSON.stringify(entries)}\n`;

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

/** The changes in a file. Its last line may be torn by a crash: it was acknowledged to nobody and does not count. */
const changesIn = <E>(path: string, text: string): E[][] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((row, index) => {
      if (row === '') return [];
      try {
        return [JSON.parse(row) as E[]];
      } catch {
        throw new Error(
          `${path} is not readable in line ${index + 1}. Restore it, or delete it to start without what it held.`,
        );
      }
    });

/** Opens a journal, making it if need be, and brings the state to where it was. */
export const openJournal = async <E>(path: string, state: Journalled<E>): Promise<Journal<E>> => {
  for (const change of changesIn<E>(path, await textOf(path))) for (const entry of change) state.apply(entry);

  let waiting = '';
  let appended = 0;
  let limit = SLACK;
  let failure: unknown;

  const reopen = async (): Promise<FileHandle> => {
    const entries = [...state.snapshot()];
    // What waits is in the snapshot already: it was applied as it was appended.
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
  /** Joins the flush that begins when the one under way has ended. */
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
