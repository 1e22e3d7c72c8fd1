import { randomInt } from 'node:crypto';
import { campaign, type Report } from './campaign';
import { MUTANTS, type Mutant } from './mutants';
import { catchMutant } from './teeth';
import { counterexample, replayOf } from './tell';

const RUNS = 500;
const PROCESSES = 2;

/** Stands for every mutant, one after the other. */
const ALL = 'all';

const wholeNumber = (name: string, otherwise: number): number => {
  const given = process.env[name];
  if (given === undefined || given === '') return otherwise;
  if (!/^\d{1,10}$/.test(given)) throw new Error(`${name} must be a whole number of at most ten digits.`);
  return Number(given);
};

const mutantNamed = (name: string): Mutant => {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (mutant) return mutant;
  throw new Error(`MUTANT must be ${ALL} or one of ${MUTANTS.map((each) => each.name).join(', ')}.`);
};

/** Plays runs, and shows the first in which a guarantee does not hold; a single run is always shown. */
const playRuns = async (seed: number, runs: number, mutant?: Mutant): Promise<boolean> => {
  let isShown = false;
  const onReport = (report: Report): void => {
    if (isShown || (runs > 1 && report.violations.length === 0)) return;
    isShown = true;
    console.log(counterexample(report, mutant));
  };
  const processes = Math.min(runs, PROCESSES);
  const reports = await campaign({ seed, runs, processes, mutant, withSteps: runs === 1, onReport });
  const steps = reports.reduce((sum, { taken }) => sum + taken, 0);
  console.log(`${runs} runs, ${Math.round(steps / runs)} steps on average.`);
  const broken = reports.filter(({ violations }) => violations.length > 0);
  for (const each of broken) console.log(`  ${replayOf(each, mutant)}   # ${each.violations[0]?.what[0]}`);
  console.log(broken.length === 0 ? 'Every guarantee held in each.' : `Not all held in ${broken.length} of them.`);
  return broken.length === 0;
};

/** Shows that each protection is needed: without it, a guarantee does not hold in some run, which its seed plays again. */
const catchAll = async (seed: number, runs: number): Promise<boolean> => {
  let areCaught = true;
  for (const mutant of MUTANTS) {
    const caught = await catchMutant(mutant, { seed, runs, processes: PROCESSES });
    areCaught &&= caught?.isReplayed === true;
    if (!caught) console.log(`${mutant.name}: not caught in ${runs} runs`);
    else if (!caught.isReplayed) console.log(`${mutant.name}: its seed does not play it again: ${caught.report.seed}`);
    else console.log(`${mutant.name}: caught in run ${caught.runs}, and again by ${replayOf(caught.report, mutant)}`);
  }
  return areCaught;
};

/**
 * The command behind `make histories`. SEED is the first run's seed, and each later run has the next; RUNS is how many there
 * are; MUTANT names a change that takes a protection away, or `all` of them.
 */
const main = async (): Promise<void> => {
  const seed = wholeNumber('SEED', randomInt(1, 1_000_000_000));
  const runs = wholeNumber('RUNS', RUNS);
  const name = process.env.MUTANT ?? '';
  console.log(`SEED=${seed} RUNS=${runs}${name === '' ? '' : ` MUTANT=${name}`}`);
  const holds =
    name === ALL
      ? await catchAll(seed, runs)
      : (await playRuns(seed, runs, name === '' ? undefined : mutantNamed(name))) === (name === '');
  if (!holds) process.exitCode = 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
