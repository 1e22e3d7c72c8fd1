/** The time as a dependency, so that tests move it by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** ISO 8601 in UTC with milliseconds, as all times in HTTP are. */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString();

/** DynamoDB's TTL attribute counts in seconds. */
export const epochSeconds = (epochMs: number): number => Math.floor(epochMs / 1000);
