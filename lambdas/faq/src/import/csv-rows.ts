import { brief, firstFaults, Problem } from '@frontdesk/core/errors';
import { type BrokenRecord, type CsvRecord, cellText, csvRecords } from './csv-records';
import { CsvRow, UnreadableRow } from './read-rows';

const COLUMNS = ['question', 'answer', 'tags', 'language'];
const REQUIRED = ['question', 'answer'];

/** How many cells of a row are looked at: as many as there are columns, and a few more to report. */
const CELLS = 64;
/** How many tags in a cell are looked at: an entry has at most 20. */
const TAGS = 32;

/** Tags in one cell are separated by a semicolon or a bar. */
const tagsOf = (cell: string): string[] => {
  const tags: string[] = [];
  for (const [part] of cell.matchAll(/[^;|]+/g)) {
    const tag = part.trim();
    if (tag !== '') tags.push(tag);
    if (tags.length === TAGS) break;
  }
  return tags;
};

function* headerFaults(columns: readonly string[], count: number): Generator<string> {
  const seen = new Set<string>();
  for (const name of columns) {
    if (!COLUMNS.includes(name)) yield `the column "${brief(name)}" is not known`;
    else if (seen.has(name)) yield `the column "${name}" occurs twice`;
    seen.add(name);
  }
  for (const name of REQUIRED) if (!seen.has(name)) yield `the column "${name}" is missing`;
  if (count > columns.length) yield `there are ${count} columns`;
}

const header = (first: CsvRecord | BrokenRecord | undefined): string[] => {
  const broken = first && 'fault' in first ? first.fault : undefined;
  const { line, cells, count } = first && 'cells' in first ? first : { line: first?.line ?? 1, cells: [], count: 0 };
  const columns = cells.map((name) => cellText(name).trim().toLowerCase());
  const faults = broken === undefined ? headerFaults(columns, count) : [broken];
  const named = firstFaults(faults, (message) => ({ location: `body.${line}`, message }));
  if (named.errors.length > 0) {
    throw new Problem('malformed_csv', {
      detail: `The first line must name the columns: ${COLUMNS.join(', ')}. The last two may be left out.`,
      ...named,
    });
  }
  return columns;
};

/** The line that a place in a text is on, from 1. */
const lineOf = (text: string, place: number): number => {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
};

/**
 * API Gateway treats text/csv as text: bytes that are not UTF-8, such as the Shift_JIS of Japanese Excel, arrive as U+FFFD
 * instead of being refused. The original characters are lost.
 */
const requireUtf8 = (text: string): void => {
  const at = text.indexOf('\ufffd');
  if (at < 0) return;
  throw new Problem('not_utf8', {
    detail: 'Save the CSV in UTF-8 (Excel: "CSV UTF-8"), and send it again.',
    errors: [{ location: `body.${lineOf(text, at)}`, message: 'has a character that is not in UTF-8' }],
  });
};

const contentOf = (columns: readonly string[], record: CsvRecord | BrokenRecord): unknown => {
  if ('fault' in record) return new UnreadableRow(record.fault);
  const { cells, count } = record;
  if (count !== columns.length) {
    const counts = `has ${count} cells, but the first line names ${columns.length} columns`;
    return new UnreadableRow(`${counts}; quote cells that hold commas`);
  }
  const { tags, language, ...rest } = Object.fromEntries(columns.map((name, i) => [name, cellText(cells[i] ?? '')]));
  return { ...rest, ...(tags && { tags: tagsOf(tags) }), ...(language && { language }) };
};

/**
 * A reader of entries in CSV, into what the JSON body would hold: a `CsvRow` for each. The content of one that cannot be
 * read, or has too many or too few cells, is an `UnreadableRow`.
 * @param maxRows reading stops one row after this many: more are refused anyway.
 * @throws Problem `malformed_csv` for a first line that does not name the columns, `not_utf8` for characters that were lost on
 * the way; both name the line.
 */
export const csvReader =
  (maxRows: number) =>
  (text: string): unknown => {
    requireUtf8(text);
    const records = csvRecords(text, CELLS);
    const first = records.next();
    const columns = header(first.done ? undefined : first.value);
    const entries: CsvRow[] = [];
    for (const record of records) {
      entries.push(new CsvRow(record.line, () => contentOf(columns, record)));
      if (entries.length > maxRows) break;
    }
    return { entries };
  };
