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
  /** How many entries were written or removed. */
  readonly count: number;
  /** Of these entries. Where they are many, they are asked for. */
  readonly questions?: readonly string[];
}

/** What there is for a question: mostly an entry. */
export interface FoundEntry {
  readonly faq_id: string;
  readonly entry?: IndexableEntry;
}

export type FaqLog = FaqState & { readonly changes: readonly FaqChange[] };

/** Reads one tenant's FAQ. */
export interface FaqReader {
  /** Every entry, page by page: all that are there when the reading begins, and perhaps newer ones. */
  pages(limit?: number): AsyncIterable<readonly IndexableEntry[]>;
  /** What there is now for at most 100 different questions, in their order. */
  read(questions: readonly string[]): Promise<readonly FoundEntry[]>;
  /** The changes since a time, in epoch milliseconds, and the state with them; `undefined` if they are too many. */
  log(sinceMs: number): Promise<FaqLog | undefined>;
  /** The questions of at most 100 changes that do not tell them, by the change's id; without those that cannot be found. */
  questions(changes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** What an index follows: one tenant's FAQ, and the snapshots of it. */
export interface FaqSource extends FaqReader {
  /** The last snapshot, as `packSnapshot` made it. */
  snapshot(): Promise<Uint8Array | undefined>;
  /** Asks for one to be made, because reading the FAQ without one takes long. Resolves even if nobody hears it. */
  askForSnapshot(): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
}
