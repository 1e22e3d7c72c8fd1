import { randomInt } from 'node:crypto';

/** CI always draws the same, so that only a change can make it fail. `make explore` is for finding faults by chance. */
const SEED_IN_CI = 20_261_130;
const LARGEST = 2 ** 31;

const wholeNumber = (name: string, otherwise: number): number => {
  const given = process.env[name];
  if (given === undefined || given === '') return otherwise;
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < 1 || number >= LARGEST)
    throw new Error(`${name} must be a whole number from 1 to ${LARGEST - 1}.`);
  return number;
};

/**
 * Settles what all random draws of this run of Jest begin with, for its workers and their children too: `SEED`; in CI
 * a fixed number; otherwise another one each time.
 * @throws Error if `SEED` or `RUNS` is not a positive whole number of 31 bits.
 */
export const settleSeed = (): void => {
  const chosen = wholeNumber('SEED', process.env.CI === 'true' ? SEED_IN_CI : randomInt(1, LARGEST));
  process.env.SEED = String(chosen);
  const factor = runs(1);
  console.log(`Random tests: SEED=${chosen}${factor === 1 ? '' : ` RUNS=${factor}`}`);
};

/** The seed of this run, as the global set-up settled it. */
export const seed = (): number => wholeNumber('SEED', SEED_IN_CI);

/** How many rounds to play: as many as usual, or `RUNS` times as many. */
export const runs = (usual: number): number => usual * wholeNumber('RUNS', 1);

/** How long tests may take, in milliseconds, that usually take less than `ms`: `RUNS` times as long. */
export const timeFor = (ms: number): number => runs(ms);
