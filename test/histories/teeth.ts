import { campaign, type Report } from './campaign';
import type { Mutant } from './mutants';

export interface Hunt {
  /** Of the first run. */
  readonly seed: number;
  /** At most. */
  readonly runs: number;
  readonly processes: number;
  /** What is not to hold; any of the promises, if left out. */
  readonly promise?: string;
}

/** A mutant that was caught. */
export interface Caught {
  /** The run that showed it. */
  readonly report: Report;
  /** How many runs were played until then. */
  readonly runs: number;
  /** Whether its seed alone, in another process, led to the same steps and the same finding. */
  readonly isReplayed: boolean;
}

/** Plays runs on a mutant until a guarantee does not hold, and plays that run again. `undefined` if all of them hold. */
export const catchMutant = async (mutant: Mutant, hunt: Hunt): Promise<Caught | undefined> => {
  const until = ({ violations }: Report): boolean =>
    violations.some(({ promise }) => hunt.promise === undefined || promise === hunt.promise);
  const reports = await campaign({ ...hunt, mutant, until });
  const report = reports.find(until);
  if (!report) return undefined;
  const [again] = await campaign({ seed: report.seed, runs: 1, mutant });
  const isReplayed =
    again?.digest === report.digest && JSON.stringify(again.violations) === JSON.stringify(report.violations);
  return { report, runs: reports.length, isReplayed };
};
