import { assertProperty } from '@frontdesk/testkit/assert-property';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cellText, csvRecords } from '../src/import/csv-records';

const COLUMNS = 3;
const HEADER = 'question,answer,tags';

const read = (text: string) =>
  [...csvRecords(text, COLUMNS)].map((record) =>
    'cells' in record ? { ...record, cells: record.cells.map(cellText) } : record,
  );
const cellsIn = (text: string): (readonly string[])[] =>
  read(text).flatMap((record) => ('cells' in record && record.count === COLUMNS ? [record.cells] : []));

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const needsQuotes = (cell: string): boolean => /[",\r\n]/.test(cell);

/** The text of a cell, empty or not, with every character that needs quotes. */
const words = fc
  .array(fc.constantFrom('a', 'あ', ' ', ',', '"', '\n', '\r\n', '""', '",', 'x,y', '"\n'), { maxLength: 8 })
  .map((parts) => parts.join(''));
const ending = fc.constantFrom('\n', '\r\n');

describe('a CSV that is one by RFC 4180', () => {
  const row = fc.array(fc.tuple(words, fc.boolean()), { minLength: COLUMNS, maxLength: COLUMNS });

  test('is read as csv-parse reads it, whatever its cells hold', () => {
    assertProperty(
      fc.property(fc.array(row, { maxLength: 8 }), ending, fc.boolean(), fc.boolean(), (rows, end, mark, last) => {
        const lines = rows.map((cells) =>
          cells.map(([cell, quote]) => (quote || needsQuotes(cell) ? quoted(cell) : cell)).join(','),
        );
        const text = `${mark ? '\ufeff' : ''}${[HEADER, ...lines].join(end)}${last ? end : ''}`;
        const expected = parse(text, { bom: true, skip_empty_lines: true, record_delimiter: end }) as string[][];
        expect(cellsIn(text)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('names each row by the line it begins on', () => {
    expect(read('question,answer,tags\r\n"a\r\nb",c,d\r\n\r\ne,"f\n\ng",h\ni,j,k')).toMatchObject([
      { line: 1 },
      { line: 2, cells: ['a\r\nb', 'c', 'd'] },
      { line: 5, cells: ['e', 'f\n\ng', 'h'] },
      { line: 8, cells: ['i', 'j', 'k'] },
    ]);
  });

  test('may end its lines as old Macs do', () => {
    expect(cellsIn('question,answer,tags\ra,b,c\rd,e,f')).toEqual([
      ['question', 'answer', 'tags'],
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
  });
});

describe('a row that cannot be read does not affect other rows', () => {
  interface Row {
    readonly text: string;
    /** What should be read, if the row is good. */
    readonly cells?: readonly string[];
  }
  const letter = fc.constantFrom('a', 'b', 'あ', '5', ' ');
  /**
   * A cell that begins with a comma or a line's end could close a quote that another row opened, and RFC 4180 would
   * read it as part of that row: no reader can tell which of the two was meant.
   */
  const cell = fc.tuple(letter, words).map((parts) => parts.join(''));
  const good: fc.Arbitrary<Row> = fc
    .array(cell, { minLength: COLUMNS, maxLength: COLUMNS })
    .map((cells) => ({ cells, text: cells.map((text) => (needsQuotes(text) ? quoted(text) : text)).join(',') }));
  const plain = fc.array(letter, { minLength: 1, maxLength: 4 }).map((letters) => letters.join(''));
  const bad: fc.Arbitrary<Row> = fc
    .tuple(
      plain,
      plain,
      fc.constantFrom<(a: string, b: string) => string>(
        (a, b) => `"${a},${b},c`,
        (a, b) => `${a},"${b},c`,
        (a, b) => `${a},${b},"c`,
        (a, b) => `"${a}"${b},b,c`,
        (a, b) => `${a},"${b}" ,c`,
        (a, b) => `${a},"${b}"c,"d`,
        (a, b) => `${a},"${b}""x,c`,
        (a) => a,
        (a, b) => `${a},${b},c,d`,
        (a, b) => `"${a}","${b}"`,
      ),
    )
    .map(([a, b, make]) => ({ text: make(a, b) }));

  /** The rows with the lines they begin on, after a first line. */
  const placed = (rows: readonly Row[]): (Row & { line: number })[] => {
    let line = 2;
    return rows.map((row) => {
      const begins = line;
      line += row.text.split(/\r\n|\n|\r/).length;
      return { ...row, line: begins };
    });
  };

  test('in any file, every good row is read and every bad row is named by its line', () => {
    assertProperty(
      fc.property(fc.array(fc.oneof({ weight: 2, arbitrary: good }, bad), { maxLength: 12 }), ending, (rows, end) => {
        const records = read([HEADER, ...rows.map(({ text }) => text)].join(end)).slice(1);
        for (const { cells, line } of placed(rows)) {
          const found = records.find((record) => record.line === line);
          if (cells) expect(found).toEqual({ line, cells, count: COLUMNS });
          else expect(found !== undefined && 'cells' in found && found.count === COLUMNS).toBe(false);
          expect(found).toBeDefined();
        }
        const lines = new Set(placed(rows).map(({ line }) => line));
        // Lines of a bad row's own are named too; there is no record without a line of its own.
        expect(new Set(records.map(({ line }) => line)).size).toBe(records.length);
        for (const { line } of records) if (!lines.has(line)) expect(rows.some(({ cells }) => !cells)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a quote within a cell that is not quoted stands for itself', () => {
    expect(cellsIn(`${HEADER}\nDo you sell 5" pipes?,Yes: 5" and 8".,pipes\nOpen?,Yes.,x`)).toEqual([
      ['question', 'answer', 'tags'],
      ['Do you sell 5" pipes?', 'Yes: 5" and 8".', 'pipes'],
      ['Open?', 'Yes.', 'x'],
    ]);
  });

  test('the lines of a broken row are not read as rows if its quotes show that they belong to it', () => {
    const records = read(`${HEADER}\nOpen?,"Yes,\nMonday, Tuesday, and" Friday\nParking?,Yes.,x`);
    expect(records).toMatchObject([
      { line: 1 },
      { line: 2, fault: expect.stringContaining('closing quote') },
      { line: 3, fault: expect.stringContaining('quote') },
      { line: 4, cells: ['Parking?', 'Yes.', 'x'] },
    ]);
  });
});
