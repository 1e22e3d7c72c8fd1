import type { Embedding } from '../../types';

/** A vector in a byte a dimension: its direction, which is all that a cosine looks at. */
export interface Quantised {
  readonly codes: Int8Array;
  /** What makes the codes a vector of length 1. */
  readonly scale: number;
}

/** The largest code. */
const LEVELS = 127;

const largest = (vector: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < vector.length; i++) most = Math.max(most, Math.abs(vector[i] ?? 0));
  return most;
};

const isDirection = (most: number): boolean => most > 0 && Number.isFinite(most);

/** An entry's vector as an index keeps it; `undefined` for one without a direction. */
export const quantised = ({ vector }: Embedding): Quantised | undefined => {
  const most = largest(vector);
  if (!isDirection(most)) return undefined;
  const codes = Int8Array.from(vector, (x) => Math.round((x / most) * LEVELS));
  const squares = codes.reduce((sum, code) => sum + code * code, 0);
  return { codes, scale: Math.fround(1 / Math.sqrt(squares)) };
};

/** A query's vector, of length 1, to be compared with quantised ones; `undefined` for one without a direction. */
export const unitVector = ({ vector }: Embedding): Float32Array | undefined => {
  const most = largest(vector);
  if (!isDirection(most)) return undefined;
  const scaled = Float64Array.from(vector, (x) => x / most);
  const length = Math.sqrt(scaled.reduce((sum, x) => sum + x * x, 0));
  return Float32Array.from(scaled, (x) => x / length);
};
