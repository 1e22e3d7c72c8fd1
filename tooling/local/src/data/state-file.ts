import { readFile } from 'node:fs/promises';
import { atomicWrite } from './atomic-write';

/** A small document that lives in memory and in one file, and is never ahead of that file. */
export interface StateFile<S> {
  /** The state that is on disk now. Treat it as immutable. */
  read(): S;
  /**
   * Makes the next state from the current one, one change after another. Resolves with the change's result once the new
   * state is on disk; if the change throws or the disk refuses, the state stays as it was. Returning the state it was
   * given writes nothing.
   */
  update<R>(change: (state: S) => readonly [next: S, result: R]): Promise<R>;
}

const load = async <S>(path: string): Promise<S | undefined> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as S;
  } catch {
    throw new Error(`${path} is not readable JSON. Restore it, or delete it to start without what it held.`);
  }
};

/** Opens a state file; where there is none, `initial` is made and written first. */
export const openStateFile = async <S>(path: string, initial: () => S | Promise<S>): Promise<StateFile<S>> => {
  const write = (state: S): Promise<void> => atomicWrite(path, `${JSON.stringify(state, null, 2)}\n`);
  let current = await load<S>(path);
  if (current === undefined) {
    current = await initial();
    await write(current);
  }
  let state: S = current;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    read: () => state,
    update: (change) => {
      const run = queue.then(async () => {
        const [next, result] = change(state);
        if (next !== state) {
          await write(next);
          state = next;
        }
        return result;
      });
      queue = run.catch(() => undefined);
      return run;
    },
  };
};
