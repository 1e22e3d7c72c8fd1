import type { Around } from './around';

interface Capacity {
  readonly CapacityUnits?: number;
}

export interface Units {
  /** Stands around a client's calls. */
  readonly around: Around;
  /** Runs something, and resolves with the capacity units that its calls of DynamoDB consumed, reads and writes together. */
  during(run: () => Promise<unknown>): Promise<number>;
}

/** Counts what calls cost, as the engine says: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-unit-calculations.html */
export const countUnits = (): Units => {
  let units = 0;
  return {
    around: async ({ input }, next) => {
      const output = (await next({ ...input, ReturnConsumedCapacity: 'TOTAL' })) as {
        ConsumedCapacity?: Capacity | readonly Capacity[];
      };
      for (const { CapacityUnits = 0 } of [output.ConsumedCapacity ?? []].flat()) units += CapacityUnits;
      return output;
    },
    during: async (run) => {
      units = 0;
      await run();
      return units;
    },
  };
};
