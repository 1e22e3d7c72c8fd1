import type { Embedding } from '../types';
import { ANSWER_CONFIDENCE } from './confidence';

/** An entry, by its number in the index, as one ranking sees it. */
export interface Hit {
  readonly number: number;
  readonly score: number;
  readonly confidence: number;
}

/** Entries less alike than this share no subject; cosine, for the models whose unrelated texts lie well below it. */
const LEAST_COSINE = 0.2;
/** Of reciprocal rank fusion: https://plg.uwaterloo.ca/~gvcormac/cormacksigir09-rrf.pdf */
const RANK_CONSTANT = 60;
/** A place so far in front (its score is 1) that no sum of others reaches it. */
const SURE = -RANK_CONSTANT;

const normalised = (vector: ArrayLike<number>): Float32Array | undefined => {
  const unit = Float32Array.from(vector);
  let squares = 0;
  for (const x of unit) squares += x * x;
  const length = Math.sqrt(squares);
  return length > 0 && Number.isFinite(length) ? unit.map((x) => x / length) : undefined;
};

interface Placed {
  readonly number: number;
  readonly vector: Float32Array;
}

/** The entries' embeddings as unit vectors. Entries without one are simply never near. */
export class EmbeddingIndex {
  /** By embedder. There is one but while a tenant's entries are on the way from one embedder to the next. */
  readonly #spaces = new Map<string, Placed[]>();

  constructor(embeddings: readonly (Embedding | undefined)[]) {
    for (const [number, embedding] of embeddings.entries()) {
      const vector = embedding && normalised(embedding.vector);
      if (!vector) continue;
      const space = this.#spaces.get(embedding.embedder) ?? [];
      space.push({ number, vector });
      this.#spaces.set(embedding.embedder, space);
    }
  }

  /** Whether any entry has a vector of the embedder's. */
  knows(embedder: string): boolean {
    return this.#spaces.has(embedder);
  }

  /** The nearest entries, nearest first, among those whose vectors are of the query's embedder. */
  nearest(query: Embedding, limit: number): number[] {
    const wanted = normalised(query.vector);
    if (!wanted) return [];
    const near: { number: number; cosine: number }[] = [];
    for (const { number, vector } of this.#spaces.get(query.embedder) ?? []) {
      if (vector.length !== wanted.length) continue;
      let cosine = 0;
      for (let i = 0; i < wanted.length; i++) cosine += (wanted[i] ?? 0) * (vector[i] ?? 0);
      if (cosine >= LEAST_COSINE) near.push({ number, cosine });
    }
    near.sort((a, b) => b.cosine - a.cosine || a.number - b.number);
    return near.slice(0, limit).map(({ number }) => number);
  }
}

/**
 * Mixes the order by words with the order by meaning: reciprocal rank fusion, which needs no common scale. What the words
 * alone are sure of stays in front, so that the offline model answers what it would have answered without embeddings.
 */
export const fuse = (byWords: readonly Hit[], byMeaning: readonly number[]): Hit[] => {
  const fused = new Map<number, { score: number; confidence: number }>();
  const add = (number: number, place: number, confidence: number): void => {
    const score = (fused.get(number)?.score ?? 0) + 1 / (RANK_CONSTANT + place + 1);
    fused.set(number, { score, confidence: fused.get(number)?.confidence ?? confidence });
  };
  for (const [place, { number, confidence }] of byWords.entries()) add(number, place, confidence);
  const [first] = byWords;
  if (first && first.confidence >= ANSWER_CONFIDENCE) add(first.number, SURE, first.confidence);
  for (const [place, number] of byMeaning.entries()) add(number, place, 0);
  return [...fused]
    .map(([number, { score, confidence }]) => ({ number, score, confidence }))
    .sort((a, b) => b.score - a.score || a.number - b.number);
};
