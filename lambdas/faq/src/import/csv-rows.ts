import { type InvalidField, Problem } from '@frontdesk/core/errors/problem';
import { CsvError, parse } from 'csv-parse/sync';
import { UnreadableRow } from './read-rows';

const COLUMNS = ['question', 'answer', 'tags', 'language'];

/** Tags in one cell are parted by a semicolon or a bar. */
const tagsOf = (cell: string): string[] =>
  cell
    .split(/[;|]/)
    .map((tag) => tag.trim())
    .filter(Boolean);

const header = (names: readonly string[]): string[] => {
  const columns = names.map((name) => name.trim().toLowerCase());
  const wrong: InvalidField[] = [];
  const complain = (name: string, how: string) =>
    wrong.push({ location: 'body.1', message: `the column "${name}" ${how}` });
  for (const [i, name] of columns.entries()) {
    if (!COLUMNS.includes(name)) complain(name, 'is not known');
    if (columns.indexOf(name) < i) complain(name, 'is there twice');
  }
  for (const name of ['question', 'answer']) if (!columns.includes(name)) complain(name, 'is missing');
  if (wrong.length > 0) {
    throw new Problem('malformed_csv', {
      detail: `The first line names the columns: ${COLUMNS.join(', ')}; the last two may be left out.`,
      errors: wrong,
    });
  }
  return columns;
};

/**
 * API Gateway takes text/csv for text: bytes that are not UTF-8, such as the Shift_JIS of Japanese Excel, come as U+FFFD
 * instead of being refused as a body. What they stood for is lost.
 */
const requireUtf8 = (text: string): void => {
  const at = text.indexOf('\ufffd');
  if (at < 0) return;
  throw new Problem('not_utf8', {
    detail: 'Save the CSV in UTF-8 (Excel: "CSV UTF-8"), and send it again.',
    errors: [
      { location: `body.${text.slice(0, at).split('\n').length}`, message: 'holds a character that is not in UTF-8' },
    ],
  });
};

const cellsOf = (text: string): string[][] => {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem('malformed_csv', {
      detail: 'The CSV could not be read. Quote cells that hold commas, quotes or line breaks.',
      errors: [{ location: `body.${String(error.lines ?? error.records ?? 0)}`, message: error.message }],
      cause: error,
    });
  }
};

const rowOf = (columns: readonly string[], cells: readonly string[]): unknown => {
  if (cells.length !== columns.length) {
    const counts = `has ${cells.length} cells, where the first line names ${columns.length} columns`;
    return new UnreadableRow(`${counts}; quote cells that hold commas`);
  }
  const { tags, language, ...rest } = Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
  return { ...rest, ...(tags && { tags: tagsOf(tags) }), ...(language && { language }) };
};

/**
 * Reads entries from CSV (RFC 4180, with a first line that names the columns) into what the JSON body would hold. A row with
 * too many or too few cells is an `UnreadableRow` among them.
 * @throws Problem `malformed_csv` for a first line or a quote that leaves in doubt what the rows are, `not_utf8` for
 * characters that were lost on the way; both name the line.
 */
export const csvRows = (text: string): unknown => {
  requireUtf8(text);
  const [names = [], ...rows] = cellsOf(text);
  const columns = header(names);
  return { entries: rows.map((cells) => rowOf(columns, cells)) };
};
