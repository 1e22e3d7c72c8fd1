import type { Row } from './row';

const HEADINGS = ['', 'ours', 'against', '', 'ratio', 'quartiles'];

const cellsOf = ({ measure, ours, reference, against, ratio }: Row): string[] => [
  `  ${measure}`,
  ours,
  reference,
  against,
  ratio.median.toFixed(2),
  `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
];

/** Words to the left, figures to the right. */
const LEFT = new Set([0, 3]);

/** All rows as one table for a terminal, each group under its name. */
export const table = (rows: readonly Row[]): string => {
  const lines: string[][] = [HEADINGS];
  for (const [at, row] of rows.entries()) {
    if (row.group !== rows[at - 1]?.group) lines.push([row.group]);
    lines.push(cellsOf(row));
  }
  // A group's name may be longer than its column: there is nothing next to it.
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((cells) => (cells.length === 1 ? 0 : (cells[column] ?? '').length))),
  );
  const align = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return LEFT.has(column) ? cell.padEnd(width) : cell.padStart(width);
  };
  return lines.map((cells) => cells.map(align).join('  ').trimEnd()).join('\n');
};
