import { setTimeout as delay } from 'node:timers/promises';

export interface RetryOptions {
  /** How often to try in all; if left out, as often as there is time for. */
  readonly attempts?: number;
  /** The first wait is shorter than this many milliseconds; each later one may be twice as long. */
  readonly firstWaitMs: number;
  /** Every wait is shorter than this many milliseconds. */
  readonly longestWaitMs?: number;
  /** Whether another attempt may succeed after this error. */
  worthwhile(error: unknown): boolean;
  /** Whether there is time to wait this many milliseconds and then try again. */
  timeFor?(waitMs: number): boolean;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * Tries again while the error may be temporary, after random waits that grow (full jitter:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @throws what the last attempt threw.
 */
export const retry = async <T>(
  attempt: () => Promise<T>,
  {
    attempts = Number.POSITIVE_INFINITY,
    firstWaitMs,
    longestWaitMs = Number.POSITIVE_INFINITY,
    worthwhile,
    timeFor = () => true,
    wait = delay,
  }: RetryOptions,
): Promise<T> => {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (made >= attempts || !worthwhile(error)) throw error;
      const waitMs = Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** (made - 1));
      if (!timeFor(waitMs)) throw error;
      await wait(waitMs);
    }
  }
};
