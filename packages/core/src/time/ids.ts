import { randomBytes } from 'node:crypto';
import { decodeTime, encodeTime, monotonicFactory } from 'ulid';

/** Characters of a ULID that are its time. */
const TIME_LENGTH = 10;

/** Evenly from 0 to 1. Left to itself, `ulid` asks `globalThis.crypto`, which makes Node load all of Web Crypto. */
const random = (): number => (randomBytes(1)[0] ?? 0) / 256;

/** Makes ids that sort by the time they were made. */
export interface Ids {
  next(atMs: number): string;
}

/**
 * ULIDs (https://github.com/ulid/spec): 26 characters, time first, and increasing within a process even inside one
 * millisecond.
 */
export const ulids = (): Ids => {
  const next = monotonicFactory(random);
  return { next: (atMs) => next(atMs) };
};

/** When an id was made, in epoch milliseconds. */
export const timeOfId = (id: string): number => decodeTime(id);

/** Sorts before every id that was made at a time or later. In epoch milliseconds. */
export const firstIdAt = (atMs: number): string => encodeTime(atMs, TIME_LENGTH);
