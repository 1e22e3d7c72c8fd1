import { inside, outside } from '../simulation/life';

/** What happens to a call that is let through. */
export interface Passage<T> {
  /** What is done to it, for the history; absent if nothing is. */
  readonly fault?: string;
  /** The call's effect, and what its caller gets. Absent if nothing ever comes of it. */
  effect?(): Promise<T>;
}

/**
 * A door out of the code under test: the call waits until the scheduler releases it, and only then is decided what becomes of
 * it. The caller of an invocation that has been killed meanwhile never learns, whether or not the effect happens.
 * @throws Error outside of a simulation: every call belongs to somebody.
 */
export const through = <T>(label: string, decide: () => Passage<T>): Promise<T> => {
  const here = inside();
  if (!here) throw new Error(`${label} was called outside of the simulation`);
  const { life, scheduler } = here;
  return new Promise<T>((resolve, reject) => {
    const run = async (): Promise<string | undefined> => {
      const { fault, effect } = decide();
      if (!effect) return fault;
      try {
        resolve(await outside(effect));
        return fault;
      } catch (error) {
        reject(error);
        return fault ?? (error as Error).name;
      }
    };
    scheduler.park({ life, label, due: scheduler.now(), run });
  });
};
