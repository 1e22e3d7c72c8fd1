import { readFile } from 'node:fs/promises';
import { atomicWrite } from './atomic-write';

/** A small document that is kept in memory and in one file. What is in memory is always on disk too. */
export interface StateFile<S> {
  /** The state that is on disk now. Treat it as immutable. */
  read(): S;
  /**
   * Makes the next state from the current one; changes run one after another. Resolves with the change's result once
   * the new state is on disk. If the change throws or the write fails, the state stays as it was. A change that returns
   * the state it was given writes nothing.
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
    throw new Error(`${path} is not valid JSON. Restore it, or delete it and lose what it held.`);
  }
};

/** Opens a state file. If it does not exist, `initial` makes the first state, and that is written. */
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
