import { setTimeout as delay } from 'node:timers/promises';

export interface RetryOptions {
  /** In all, the first included; as many as there is time for, if left out. */
  readonly attempts?: number;
  /** Milliseconds that the first wait is under; each later one may be twice as long. */
  readonly firstWaitMs: number;
  /** Milliseconds that every wait is under. */
  readonly longestWaitMs?: number;
  /** Whether another attempt may succeed where one failed like this. */
  worthwhile(error: unknown): boolean;
  /** Whether there is time for a wait of so many milliseconds and for another attempt. */
  timeFor?(waitMs: number): boolean;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * Makes an attempt again for as long as it fails in a way that may pass, waiting a random while that grows (full jitter:
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
