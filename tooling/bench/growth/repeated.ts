import { type Cost, costOf, figuresOf } from './cost';
import type { Field } from './field';
import type { Growth } from './growth-table';
import type { Instance } from './instance';

const ROUNDS = 5;

/**
 * Sends one kind of request to a warm instance, for each size in turn.
 * @param eventOf the request of a size; a different one each round, if it must be.
 */
export const repeated = async (
  field: Field,
  instance: Instance,
  sizes: readonly number[],
  eventOf: (size: number, round: number) => unknown,
): Promise<Growth['sizes']> => {
  const measured = new Map<number, Cost[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const size of sizes) {
      const cost = await costOf(field, instance, eventOf(size, round));
      // The first round only warms up.
      if (round > 0) measured.get(size)?.push(cost);
    }
  }
  return [...measured].map(([size, costs]) => ({ size, figures: figuresOf(costs) }));
};
