import { figure } from '../report/figure';
import { grid } from '../report/grid';
import { median, ratioOf } from '../statistics';
import type { ColdStart } from './child';
import type { Column } from './columns';

const TITLE = 'Cold start in a fresh process, from loading the bundle to the first answer, ms (of them import)';
/** The row that the others are compared with. */
const FLOOR = 0;

/** The median of the rounds' own ratios, give or take half of what lies between their quartiles. */
const spread = (ours: readonly number[], floor: readonly number[]): string => {
  const { median: middle, low, high } = ratioOf(ours, floor);
  return `${middle.toFixed(2)} ±${((high - low) / 2).toFixed(2)}`;
};

/**
 * One line for each contestant, and for each column four cells: time, its ratio to the floor's in the same circumstances
 * and the same round, CPU, and its ratio.
 */
export const coldTable = (
  columns: readonly Column[],
  labels: readonly string[],
  startsOf: (row: number, column: Column) => readonly ColdStart[],
): string => {
  const total = (row: number, column: Column): number[] => startsOf(row, column).map(({ totalMs }) => totalMs);
  const cpu = (row: number, column: Column): number[] => startsOf(row, column).map(({ cpuMs }) => cpuMs);
  const cells = (row: number, column: Column): string[] => {
    const imported = median(startsOf(row, column).map(({ importMs }) => importMs));
    return [
      `${figure(median(total(row, column)))} (${imported.toFixed(0)})`,
      spread(total(row, column), total(FLOOR, column)),
      figure(median(cpu(row, column))),
      spread(cpu(row, column), cpu(FLOOR, column)),
    ];
  };
  const headings = columns.flatMap(({ letter }) => [`${letter} ms`, '× floor', `${letter} CPU ms`, '× floor']);
  const rows = labels.map((label, row) => [`  ${label}`, ...columns.flatMap((column) => cells(row, column))]);
  const legend = columns.map(({ letter, title }) => `  ${letter}: ${title}`);
  return [TITLE, ...legend, grid([['', ...headings], ...rows])].join('\n');
};
