import fc from 'fast-check';

/** Takes one value after another from arbitraries: a request is made of many, each depending on those before. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

/** The draws of one request: the same for the same seed and number. */
export const drawsOf = (seed: number, number: number): Draw => {
  const [draw] = fc.sample(fc.gen(), { numRuns: 1, seed: (seed + Math.imul(number, 0x9e3779b1)) | 0 });
  if (!draw) throw new Error('fast-check sampled nothing');
  return (arbitrary) => draw(() => arbitrary);
};

export const oneOf = <T>(draw: Draw, values: readonly T[]): T => draw(fc.constantFrom(...values));

/** True so many times in a hundred. */
export const chance = (draw: Draw, percent: number): boolean => draw(fc.nat(99)) < percent;
