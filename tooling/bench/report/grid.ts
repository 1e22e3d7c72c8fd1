/**
 * Lines of cells, aligned for a terminal: the first column and those of `left` to the left, because they are words, and the
 * others to the right. A line of one cell is a heading: nothing is next to it, so it may be longer than its column.
 */
export const grid = (lines: readonly (readonly string[])[], left: readonly number[] = []): string => {
  const columns = Math.max(...lines.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lines.map((cells) => (cells.length === 1 ? 0 : (cells[column] ?? '').length))),
  );
  const align = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column === 0 || left.includes(column) ? cell.padEnd(width) : cell.padStart(width);
  };
  return lines.map((cells) => cells.map(align).join('  ').trimEnd()).join('\n');
};
