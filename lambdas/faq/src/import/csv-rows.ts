import { Problem } from '@frontdesk/core/errors/problem';
import { CsvError, parse } from 'csv-parse/sync';

const COLUMNS = ['question', 'answer', 'tags', 'language'];

/** Tags in one cell are parted by a semicolon or a bar. */
const tagsOf = (cell: string): string[] =>
  cell
    .split(/[;|]/)
    .map((tag) => tag.trim())
    .filter(Boolean);

const header = (names: readonly string[]): string[] => {
  const columns = names.map((name) => name.trim().toLowerCase());
  const unknown = columns.filter((name) => !COLUMNS.includes(name));
  const missing = ['question', 'answer'].filter((name) => !columns.includes(name));
  if (unknown.length > 0 || missing.length > 0) {
    throw new Problem('malformed_csv', {
      detail: `The first line names the columns: ${COLUMNS.join(', ')}; the last two may be left out.`,
      errors: [
        ...unknown.map((name) => ({ location: 'body.1', message: `the column "${name}" is not known` })),
        ...missing.map((name) => ({ location: 'body.1', message: `the column "${name}" is missing` })),
      ],
    });
  }
  return columns;
};

/**
 * Reads entries from CSV (RFC 4180, with a first line that names the columns) into what the JSON body would hold.
 * @throws Problem `malformed_csv` that names the line.
 */
export const csvRows = (text: string): unknown => {
  try {
    const rows = parse(text, { columns: header, bom: true, skip_empty_lines: true }) as Record<string, string>[];
    return {
      entries: rows.map(({ tags, language, ...rest }) => ({
        ...rest,
        ...(tags && { tags: tagsOf(tags) }),
        ...(language && { language }),
      })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem('malformed_csv', {
      detail: 'The CSV could not be read. Quote cells that hold commas, quotes or line breaks.',
      errors: [{ location: `body.${String(error.lines ?? error.records ?? 0)}`, message: error.message }],
      cause: error,
    });
  }
};
