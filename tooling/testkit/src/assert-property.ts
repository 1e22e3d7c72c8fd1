import fc from 'fast-check';
import { runs, seed } from './randomness';

const USUAL_RUNS = 100;

type AssertProperty = {
  <Ts>(property: fc.IAsyncProperty<Ts>, parameters?: fc.Parameters<Ts>): Promise<void>;
  <Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void;
};

/**
 * `fc.assert` with the seed of this run, and with `RUNS` times as many runs. (fast-check's own global settings would have
 * to be made in every test file, and loading it takes longer than most files.)
 */
export const assertProperty: AssertProperty = <Ts>(
  property: fc.IRawProperty<Ts>,
  parameters: fc.Parameters<Ts> = {},
): Promise<void> =>
  // Either kind of property; only one has a promise to wait for.
  fc.assert(property, {
    seed: seed(),
    ...parameters,
    numRuns: runs(parameters.numRuns ?? USUAL_RUNS),
  }) as Promise<void>;
