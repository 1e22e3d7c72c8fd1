import { buildIndex } from '../../../src/retrieval/faq-index';
import { entry } from '../../support/entries';

/** Normally distributed numbers, the same in each run. */
const normals = (seed: number): (() => number) => {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
};

const cosine = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]): number => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += (x[i] ?? 0) * (y[i] ?? 0);
    return sum;
  };
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

const DIMENSIONS = 256;
const ENTRIES = 500;
const QUERIES = 20;

/** Vectors about centres: texts on a few subjects, as the models place them, some coordinates far larger than others. */
const clustered = (spread: number) => {
  const next = normals(7);
  const loud = Array.from({ length: DIMENSIONS }, (_, i) => (i % 64 === 0 ? 6 : 1));
  const centres = Array.from({ length: 20 }, () => loud.map((size) => size * next()));
  return (i: number) => (centres[i % centres.length] ?? []).map((x, d) => x + spread * (loud[d] ?? 1) * next());
};

test.each([
  ['random ones', 0],
  ['those about a few subjects', 0.6],
  ['those that are much alike', 0.25],
])('of the ten nearest among vectors, %s, a byte a dimension keeps 95 in 100', (_name, spread) => {
  const next = normals(11);
  const vectorOf = spread === 0 ? () => Array.from({ length: DIMENSIONS }, () => 0.4 + next()) : clustered(spread);
  const vectors = Array.from({ length: ENTRIES }, (_, i) => vectorOf(i));
  const index = buildIndex(
    vectors.map((vector, i) => ({ ...entry(`q${i}`, ''), embedding: { embedder: 'e', vector } })),
  );
  let kept = 0;
  for (let q = 0; q < QUERIES; q++) {
    const vector = vectorOf(q);
    const exact = vectors
      .map((other, i) => ({ id: `q${i}`, cosine: cosine(vector, other) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, 10);
    const found = new Set(index.search('', 10, { embedding: { embedder: 'e', vector } }).map((r) => r.entry.faq_id));
    kept += exact.filter(({ id }) => found.has(id)).length;
  }
  expect(kept / (10 * QUERIES)).toBeGreaterThanOrEqual(0.95);
});
