import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Around } from './around';

/** Turns of the event loop after which whatever was going to call DynamoDB has called it. */
const SETTLED_TURNS = 5;

export interface Waits {
  /** Stands around a client's calls. */
  readonly around: Around;
  /** Runs something, and resolves with how many waits for DynamoDB its longest chain of calls has. */
  during(run: () => Promise<unknown>): Promise<number>;
  /** How many waits there have been since `during` began. */
  soFar(): number;
}

/**
 * Counts waits as if every call of DynamoDB took the same time: calls go out in rounds, in which everything that was asked for
 * by then is under way together, and the next round begins when all of them are answered. So calls that overlap only by chance
 * do not hide that one waits for the other.
 */
export const countWaits = (): Waits => {
  let waiting: (() => void)[] = [];
  let underWay = 0;
  let rounds = 0;
  let counting = false;

  const idle = async (): Promise<void> => {
    for (let turn = 0; turn < SETTLED_TURNS; turn += 1) await nextTurn();
  };

  const goRound = (): void => {
    const released = waiting;
    waiting = [];
    if (released.length > 0) rounds += 1;
    for (const release of released) release();
  };

  const pump = async (): Promise<void> => {
    while (counting) {
      await idle();
      if (underWay === 0) goRound();
    }
  };

  return {
    around: async ({ input }, next) => {
      if (!counting) return next(input);
      await new Promise<void>((release) => waiting.push(release));
      underWay += 1;
      try {
        return await next(input);
      } finally {
        underWay -= 1;
      }
    },
    during: async (run) => {
      rounds = 0;
      counting = true;
      const pumping = pump();
      try {
        await run();
      } finally {
        counting = false;
        goRound();
        await pumping;
      }
      return rounds;
    },
    soFar: () => rounds,
  };
};
