/** The time as a dependency, so that tests move it by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/**
 * Milliseconds since some moment, for durations: nobody sets this clock. `performance.now()` would do too, but makes Node load
 * a dozen modules that nothing else needs, 2 ms of a cold start.
 */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** ISO 8601 in UTC with milliseconds, as all times in HTTP are. */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString();

/** DynamoDB's TTL attribute counts in seconds. */
export const epochSeconds = (epochMs: number): number => Math.floor(epochMs / 1000);
