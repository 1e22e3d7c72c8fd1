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

const normalised = (vector: readonly number[]): Float32Array | undefined => {
  const length = Math.hypot(...vector);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(vector, (x) => x / length) : undefined;
};

/** The entries' embeddings as unit vectors. Entries without one are simply never near. */
export class EmbeddingIndex {
  readonly #vectors: readonly (Float32Array | undefined)[];

  constructor(vectors: readonly (readonly number[] | undefined)[]) {
    this.#vectors = vectors.map((vector) => vector && normalised(vector));
  }

  /** Whether any entry has a vector. */
  get filled(): boolean {
    return this.#vectors.some(Boolean);
  }

  /** The nearest entries, nearest first. A vector of another length is another model's, and near to nothing. */
  nearest(query: readonly number[], limit: number): number[] {
    const wanted = normalised(query);
    if (!wanted) return [];
    const near: { number: number; cosine: number }[] = [];
    for (const [number, vector] of this.#vectors.entries()) {
      if (vector?.length !== wanted.length) continue;
      let cosine = 0;
      for (let i = 0; i < wanted.length; i++) cosine += (wanted[i] ?? 0) * (vector[i] ?? 0);
      if (cosine >= LEAST_COSINE) near.push({ number, cosine });
    }
    near.sort((a, b) => b.cosine - a.cosine || a.number - b.number);
    return near.slice(0, limit).map(({ number }) => number);
  }
}

/** Mixes the order by words with the order by meaning: reciprocal rank fusion, which needs no common scale. */
export const fuse = (byWords: readonly Hit[], byMeaning: readonly number[]): Hit[] => {
  const fused = new Map<number, { score: number; confidence: number }>();
  const add = (number: number, place: number, confidence: number): void => {
    const score = (fused.get(number)?.score ?? 0) + 1 / (RANK_CONSTANT + place + 1);
    fused.set(number, { score, confidence: fused.get(number)?.confidence ?? confidence });
  };
  for (const [place, { number, confidence }] of byWords.entries()) add(number, place, confidence);
  for (const [place, number] of byMeaning.entries()) add(number, place, 0);
  return [...fused]
    .map(([number, { score, confidence }]) => ({ number, score, confidence }))
    .sort((a, b) => b.score - a.score || a.number - b.number);
};
