import { randomInt } from 'node:crypto';
import { campaign, type Report } from './campaign';
import { MUTANTS, type Mutant } from './mutants';

const RUNS = 500;
const PROCESSES = 2;

const wholeNumber = (name: string, otherwise: number): number => {
  const given = process.env[name];
  if (given === undefined || given === '') return otherwise;
  if (!/^\d{1,9}$/.test(given)) throw new Error(`${name} must be a whole number of at most nine digits.`);
  return Number(given);
};

const mutantOf = (name: string | undefined): Mutant | undefined => {
  if (name === undefined || name === '') return undefined;
  const mutant = MUTANTS.find((each) => each.name === name);
  if (!mutant) throw new Error(`MUTANT must be one of ${MUTANTS.map((each) => each.name).join(', ')}.`);
  return mutant;
};

/** How a run is played again. */
const replayOf = (seed: number, mutant: Mutant | undefined): string =>
  `make histories RUNS=1 SEED=${seed}${mutant ? ` MUTANT=${mutant.name}` : ''}`;

const told = ({ seed, violations, steps }: Report, mutant: Mutant | undefined): string =>
  [
    `Run ${seed}:`,
    ...steps,
    ...violations.flatMap(({ promise, what }) => [
      `It was promised that ${promise}. But:`,
      ...what.map((each) => `  ${each}`),
    ]),
    `Again: ${replayOf(seed, mutant)}`,
  ].join('\n');

/**
 * The command behind `make histories`. SEED is the first run's seed, RUNS how many there are, and MUTANT names a change that
 * takes a protection away; a single run is shown with its steps.
 */
const main = async (): Promise<void> => {
  const seed = wholeNumber('SEED', randomInt(1, 1_000_000_000));
  const runs = wholeNumber('RUNS', RUNS);
  const mutant = mutantOf(process.env.MUTANT);
  console.log(`SEED=${seed} RUNS=${runs}${mutant ? ` MUTANT=${mutant.name}` : ''}`);
  let isShown = false;
  const show = (report: Report): void => {
    if (report.violations.length === 0 || isShown) return;
    isShown = true;
    console.log(told(report, mutant));
  };
  const reports = await campaign({
    seed,
    runs,
    processes: Math.min(runs, PROCESSES),
    mutant,
    withSteps: runs === 1,
    onReport: show,
  });
  const [only] = reports;
  if (runs === 1 && only && !isShown) console.log(only.steps.join('\n'));
  const broken = reports.filter(({ violations }) => violations.length > 0);
  const steps = reports.reduce((sum, { taken }) => sum + taken, 0);
  console.log(`${reports.length} runs of ${Math.round(steps / reports.length)} steps on average.`);
  if (broken.length === 0) return console.log('Every guarantee held in each.');
  console.log(`Guarantees did not hold in ${broken.length}:`);
  for (const each of broken) console.log(`  ${replayOf(each.seed, mutant)}   # ${each.violations[0]?.what[0]}`);
  process.exitCode = 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
