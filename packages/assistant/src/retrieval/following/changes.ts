import { type Followed, NONE_AHEAD, OVERLAP_MS } from './followed';
import type { FaqChange, FaqLog, FaqSource } from './source';

/** A change of so few entries is followed at once: somebody edits, and looks whether it works. */
const FEW_QUESTIONS = 4;

export const isSmall = ({ count }: FaqChange): boolean => count <= FEW_QUESTIONS;

/**
 * The changes since a time, and from a minute before it. If they are too many to be told, those of the last minute, so that
 * small ones among them are followed even so.
 */
export const changesSince = async (sinceMs: number, source: FaqSource): Promise<FaqLog | undefined> =>
  (await source.log(sinceMs - OVERLAP_MS)) ?? source.log(source.now() - OVERLAP_MS);

export const uncounted = ({ changes }: FaqLog, { counted }: Followed): FaqChange[] =>
  changes.filter(({ id }) => !counted.has(id));

/**
 * Whether a log tells all that an index lacks. Each change counts the version up by one and has one item, so there must be as
 * many items that are not counted yet as the version has grown.
 */
export const tellsAll = (log: FaqLog, followed: Followed): boolean =>
  uncounted(log, followed).length >= log.version - followed.version;

/** How many questions of some changes an index does not know. */
export const questionsLeft = (changes: readonly FaqChange[], { ahead }: Followed): number =>
  changes.reduce((sum, { id, count }) => sum + count - (ahead.get(id) ?? 0), 0);

/** What has followed every change of a log that was read at a time. */
export const withAllOf =
  (log: FaqLog, readAt: number) =>
  ({ index }: Followed): Followed => ({
    ...{ index, version: log.version, readAt, ahead: NONE_AHEAD },
    counted: new Set(log.changes.map(({ id }) => id)),
  });
