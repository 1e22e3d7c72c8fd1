import type { Report } from './campaign';
import type { Mutant } from './mutants';

/** The one command that plays a run again. */
export const replayOf = ({ seed }: Pick<Report, 'seed'>, mutant?: Mutant): string =>
  `make histories RUNS=1 SEED=${seed}${mutant ? ` MUTANT=${mutant.name}` : ''}`;

/** What did not hold in a run, for people. */
export const findingsOf = ({ violations }: Report): string[] =>
  violations.flatMap(({ promise, what }) => [
    `It is promised that ${promise}. But:`,
    ...what.map((each) => `  ${each}`),
  ]);

/** A counterexample: the steps of a run, what did not hold, and how to see it again. */
export const counterexample = (report: Report, mutant?: Mutant): string =>
  [`Run ${report.seed}:`, ...report.steps, ...findingsOf(report), `Again: ${replayOf(report, mutant)}`].join('\n');
