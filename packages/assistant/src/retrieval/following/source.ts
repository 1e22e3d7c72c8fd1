import type { IndexableEntry } from '../../types';

/** Where a FAQ stands. */
export interface FaqState {
  /** How often it was changed. */
  readonly version: number;
  /** The version of the last snapshot of its index, if there is one. */
  readonly snapshot?: number;
}

/** What was changed at once. */
export interface FaqChange {
  readonly id: string;
  readonly questions: readonly string[];
}

/** Reads one tenant's FAQ. */
export interface FaqReader {
  /** Every entry, page by page: all that are there when the reading begins, and perhaps newer ones. */
  pages(limit?: number): AsyncIterable<readonly IndexableEntry[]>;
  /** What there is now for at most 100 questions: entries, and the ids of entries that there are not. */
  read(questions: readonly string[]): Promise<{ written: IndexableEntry[]; removed: string[] }>;
  /** The changes since a time, in epoch milliseconds, and the state with them; `undefined` if they are too many. */
  log(sinceMs: number): Promise<(FaqState & { readonly changes: readonly FaqChange[] }) | undefined>;
}

/** What an index follows: one tenant's FAQ, and the snapshots of it. */
export interface FaqSource extends FaqReader {
  /** The last snapshot, as `packSnapshot` made it. */
  snapshot(): Promise<Uint8Array | undefined>;
  /** Epoch milliseconds. */
  now(): number;
}
