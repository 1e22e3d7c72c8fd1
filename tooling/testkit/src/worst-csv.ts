import type { WorstBody } from './worst-bodies';
import { WORST_TEXTS } from './worst-text';

const HEADER = 'question,answer,tags,language\n';
/** The most rows that an import takes. */
const ROWS = 5_000;

/** What rows are also made of throughout: good rows are written, which takes a while. */
const IN_EVERY_ROW = ['letters with as many marks as are kept', 'quotes', 'marks in the wrong order', 'blanks'];

/** Lines, over and over, until the size is reached. */
const LINES: Readonly<Record<string, string>> = {
  'rows of one cell': 'a\n',
  'rows of two commas': ',,\n',
  'good rows that are short': 'a,b,,\n',
  'rows with one tag too many': `a,b,${'t;'.repeat(21)},en\n`,
  'quotes that nothing closes': '"a\n',
  'quotes that the next line closes': '",\n',
  'quotes that are closed and opened again': 'b",""",\n',
  'doubled quotes': 'a,"""",\n',
  'quotes within cells': 'a"b,c"d,,\n',
  'empty cells in quotes': '"","","",""\n',
  'lines without anything': '\n',
  'ends of lines of old Macs': '\r',
  'quoted ends of lines': '"\n\n\n\n\n\n\n\n","b",,\n',
};

const repeated = (text: string, bytes: number): string => text.repeat(Math.floor(bytes / text.length));

const rowsOf = (bytes: number, cells: (i: number, room: number) => string): string => {
  const room = Math.floor(bytes / ROWS) - 24;
  return Array.from({ length: ROWS }, (_, i) => cells(i, room)).join('\n');
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The worst CSV files of a size for the FAQ import. */
export const worstCsv = (bytes: number): WorstBody[] => {
  const room = bytes - HEADER.length;
  const rowsOfKind = (kind: string, text: (size: number) => string): [string, string] => [
    `rows of ${kind}`,
    HEADER + rowsOf(room, (i, size) => `${text(Math.floor(size / 2.1)).replace('"', `"${i}`)},b,,`),
  ];
  const files: [string, string][] = [
    ...Object.entries(LINES).map(([name, line]): [string, string] => [name, HEADER + repeated(line, room)]),
    ['a first line of commas', repeated(',', bytes)],
    ['a first line of very many columns', repeated('ab,', bytes)],
    ['a first line without an end', repeated('a', bytes)],
    ['a row of commas', HEADER + repeated(',', room)],
    ['a row of empty cells in quotes', HEADER + repeated('"",', room)],
    ['one quoted cell of quotes', `${HEADER}a,"${repeated('""', room - 8)}",,`],
    ['tags of nothing', `${HEADER}a,b,${repeated(';', room - 8)},`],
    ['very many tags', `${HEADER}a,b,${repeated('a;', room - 8)},`],
    ['a character that is not UTF-8, at the end', `${HEADER}${repeated('\n', room - 3)}\ufffd`],
    ...Object.entries(WORST_TEXTS).flatMap(([kind, filler]): [string, string][] => {
      const text = (size: number): string => quoted(filler(size).slice(0, size).toWellFormed());
      return [
        [`one question of ${kind}`, `${HEADER}${text(room / 2)},b,,`],
        ...(IN_EVERY_ROW.includes(kind) ? [rowsOfKind(kind, text)] : []),
      ];
    }),
  ];
  return files.map(([name, text]) => ({ name, text })).filter(({ text }) => Buffer.byteLength(text) <= bytes);
};
