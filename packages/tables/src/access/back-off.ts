import { setTimeout as delay } from 'node:timers/promises';

const FIRST_WAIT_MS = 20;

/**
 * Waits before the next attempt, with full jitter, doubling:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param attempt counts from 0; the wait is under 20 ms × 2^attempt.
 */
export const backOff = (attempt: number): Promise<void> => delay(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
