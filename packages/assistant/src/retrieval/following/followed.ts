import type { FaqIndex } from '../faq-index';

/** An index, and how far it has followed its FAQ. It never changes. */
export interface Followed {
  readonly index: FaqIndex;
  /** The index holds every change up to this version. It may hold some later ones, on the way to the next. */
  readonly version: number;
  /** When the changes were last read, in epoch milliseconds. */
  readonly readAt: number;
  /** The ids of the changes that `version` counts, as far as the next reading will meet them again. */
  readonly counted: ReadonlySet<string>;
  /** Of changes that `version` does not count: how many of their questions, in their order, the index knows already. */
  readonly ahead: ReadonlyMap<string, number>;
}

export const NONE_AHEAD: ReadonlyMap<string, number> = new Map();

/**
 * Milliseconds before the last reading from which changes are read again. A change has its id before it is committed: longer
 * than any request takes, and than clocks differ.
 */
export const OVERLAP_MS = 60_000;
