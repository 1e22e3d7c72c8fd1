import type { Embedding } from '../../types';

/** A vector in a byte a dimension: its direction, which is all that a cosine looks at. */
export interface Quantised {
  readonly codes: Int8Array;
  /** What makes the codes a vector of length 1. */
  readonly scale: number;
}

/** The largest code of an entry's vector. */
const ENTRY_LEVELS = 127;
/**
 * The largest code of a query's vector. A query has more levels than the entries it is compared with, as nothing stores it; a
 * sum of 10,000 products still fits into 32 bits.
 */
const QUERY_LEVELS = 1_023;

const quantisedTo = <A extends Int8Array | Int16Array>(codes: A, vector: ArrayLike<number>, levels: number) => {
  let most = 0;
  for (let i = 0; i < vector.length; i++) most = Math.max(most, Math.abs(vector[i] ?? 0));
  if (!(most > 0 && Number.isFinite(most))) return undefined;
  let squares = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = Math.round(((vector[i] ?? 0) / most) * levels);
    codes[i] = code;
    squares += code * code;
  }
  return { codes, scale: Math.fround(1 / Math.sqrt(squares)) };
};

/** An entry's vector as an index keeps it; `undefined` for one without a direction. */
export const quantised = ({ vector }: Embedding): Quantised | undefined =>
  quantisedTo(new Int8Array(vector.length), vector, ENTRY_LEVELS);

/** A query's vector, to be compared with quantised ones. */
export const quantisedQuery = ({ vector }: Embedding) =>
  quantisedTo(new Int16Array(vector.length), vector, QUERY_LEVELS);
