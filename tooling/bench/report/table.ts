import { grid } from './grid';
import type { Row } from './row';

const HEADINGS = ['', 'ours', 'against', '', 'ratio', 'quartiles'];
/** The column that says against what. */
const AGAINST = 3;

/** A ratio far below one would be nothing but zeros. */
const times = (ratio: number): string => (ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2));

const cellsOf = ({ measure, ours, reference, against, ratio }: Row): string[] => [
  `  ${measure}`,
  ours,
  reference,
  against,
  times(ratio.median),
  `${times(ratio.low)}–${times(ratio.high)}`,
];

/** All rows as one table for a terminal, each group under its name. */
export const table = (rows: readonly Row[]): string => {
  const lines: string[][] = [HEADINGS];
  for (const [at, row] of rows.entries()) {
    if (row.group !== rows[at - 1]?.group) lines.push([row.group]);
    lines.push(cellsOf(row));
  }
  return grid(lines, [AGAINST]);
};
