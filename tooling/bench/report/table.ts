import { grid } from './grid';
import type { Row } from './row';

const HEADINGS = ['', 'ours', 'against', '', 'ratio', 'quartiles'];
/** The column that says against what. */
const AGAINST = 3;

const cellsOf = ({ measure, ours, reference, against, ratio }: Row): string[] => [
  `  ${measure}`,
  ours,
  reference,
  against,
  ratio.median.toFixed(2),
  `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
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
