import fc from 'fast-check';

/**
 * Draws one value after another from arbitraries. A request is made of many values, and each may depend on earlier
 * ones.
 */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

/** The random draws for one request. They are the same for the same seed and number. */
export const drawsOf = (seed: number, number: number): Draw => {
  const [draw] = fc.sample(fc.gen(), { numRuns: 1, seed: (seed + Math.imul(number, 0x9e3779b1)) | 0 });
  if (!draw) throw new Error('fast-check sampled nothing');
  return (arbitrary) => draw(() => arbitrary);
};

export const oneOf = <T>(draw: Draw, values: readonly T[]): T => draw(fc.constantFrom(...values));

/** True with this probability, in percent. */
export const chance = (draw: Draw, percent: number): boolean => draw(fc.nat(99)) < percent;
