import type { ProblemCode } from '@frontdesk/core/errors';
import { Problem, type ProblemOptions } from '@frontdesk/core/errors';
import { type RetryOptions, retry } from '@frontdesk/core/retry';

/** The data that a write was based on changed before the write. Reading again and repeating may succeed. */
export class Contention extends Problem {
  constructor(code: ProblemCode = 'temporarily_unavailable', options: ProblemOptions = {}) {
    super(code, {
      detail: 'Others are changing the same data. Try again in a moment.',
      ...(code === 'temporarily_unavailable' && { headers: { 'retry-after': '1' } }),
      ...options,
    });
  }
}

/** How a write is repeated that DynamoDB refused for another's sake: milliseconds, and attempts in all. */
export const WRITE_RETRY = { attempts: 6, firstWaitMs: 20 };

/** Milliseconds between two attempts, at most. */
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 400;

/** Milliseconds that are left for the caller to answer. */
const RESERVE_MS = 2_000;
const PATIENCE_MS = 15_000;

/**
 * Runs an attempt (read, decide, commit) again while it loses to others and there is time, after random waits that grow (full
 * jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @param remainingMs what is left of the caller's own time.
 * @param wait how to wait, if not by a timer.
 * @throws Contention when time is up, and whatever else the attempt throws, at once.
 */
export const repeatOnContention = async <T>(
  attempt: () => Promise<T>,
  remainingMs: () => number,
  wait?: RetryOptions['wait'],
): Promise<T> => {
  const least = Math.max(RESERVE_MS, remainingMs() - PATIENCE_MS);
  return retry(attempt, {
    firstWaitMs: FIRST_WAIT_MS,
    longestWaitMs: LONGEST_WAIT_MS,
    worthwhile: (error) => error instanceof Contention,
    timeFor: (waitMs) => remainingMs() - waitMs >= least,
    ...(wait && { wait }),
  });
};
