/** Text of a CSV, from one line on. */
interface Place {
  readonly offset: number;
  /** Counts from 1. */
  readonly line: number;
}

/** A row as it was read. */
export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its cells, up to as many as were asked for, as they stand: `cellText` undoes their quotes. */
  readonly cells: readonly string[];
  /** How many cells it has. */
  readonly count: number;
}

/** A row whose quotes leave in doubt what its cells are. */
export interface BrokenRecord {
  readonly line: number;
  readonly fault: string;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

const UNCLOSED = 'opens a quote that nothing closes; double the quotes within a quoted cell';
const TRAILING = 'goes on after a closing quote; double the quotes within a quoted cell';
const BARE = 'holds a quote in a cell that is not quoted; quote the cell, and double the quotes in it';

const endsLine = (code: number): boolean => code === LINE_FEED || code === RETURN;

/** The end of a line, before what ends it: `\n`, `\r\n`, or the `\r` of old Macs. */
const lineEnd = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && !endsLine(text.charCodeAt(at))) at += 1;
  return at;
};

const nextLine = (text: string, end: number): number =>
  text.charCodeAt(end) === RETURN && text.charCodeAt(end + 1) === LINE_FEED ? end + 2 : end + 1;

const linesWithin = (text: string, from: number, to: number): number => {
  let lines = 0;
  for (let at = lineEnd(text, from); at < to; at = lineEnd(text, nextLine(text, at))) lines += 1;
  return lines;
};

/** The closing quote of a cell, past those that are doubled; -1 if there is none. */
const closingQuote = (text: string, open: number): number => {
  for (let at = open + 1; ; at += 2) {
    // One of many quotes in a row is seen at once; a search for each would cost more than all the rest.
    if (text.charCodeAt(at) !== QUOTE) at = text.indexOf('"', at);
    if (at < 0 || text.charCodeAt(at + 1) !== QUOTE) return at;
  }
};

interface Reading {
  readonly cells: string[];
  count: number;
  /** Where the row ends, or where it was given up. */
  end: number;
  fault?: string;
}

/**
 * Of a cell, in UTF-16 code units before its quotes are undone: twice what the longest field takes. What is longer is too long
 * however it ends.
 */
const CELL_LENGTH = 65_536;

/** What a cell says. Apart from finding it, because four million doubled quotes take a while. */
export const cellText = (cell: string): string =>
  cell.charCodeAt(0) === QUOTE ? cell.slice(1, -1).replace(/"+/g, (run) => run.slice(run.length >> 1)) : cell;

const cellOf = (text: string, from: number, to: number): string => text.slice(from, Math.min(to, from + CELL_LENGTH));

/**
 * Reads one row. A quote within a cell that does not begin with one stands for itself, but only in a row of a single line that
 * is not `strict`: of a row over many lines every quote must be right, or it may be another row's.
 */
const readRow = (text: string, from: number, { most, strict }: { most: number; strict: boolean }): Reading => {
  const row: Reading = { cells: [], count: 0, end: from };
  const firstLineEnd = lineEnd(text, from);
  let bare = false;
  const fail = (fault: string): Reading => ({ ...row, fault });
  for (;;) {
    const start = row.end;
    row.count += 1;
    if (text.charCodeAt(start) === QUOTE) {
      const close = closingQuote(text, start);
      row.end = close < 0 ? text.length : close + 1;
      if (bare && row.end > firstLineEnd) return fail(BARE);
      if (close < 0) return fail(UNCLOSED);
      if (row.count <= most) row.cells.push(cellOf(text, start, close + 1));
    } else {
      let at = start;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === COMMA || endsLine(code)) break;
        if (code === QUOTE) bare = true;
      }
      row.end = at;
      if (bare && (strict || at > firstLineEnd)) return fail(BARE);
      if (row.count <= most) row.cells.push(cellOf(text, start, at));
    }
    if (row.end >= text.length || endsLine(text.charCodeAt(row.end))) return row;
    if (text.charCodeAt(row.end) !== COMMA) return fail(TRAILING);
    row.end += 1;
  }
};

/**
 * The rows of a CSV (RFC 4180), the first of which says how many cells each should have. A row that cannot be read, or that
 * reaches over lines to a wrong number of cells, takes no other with it: reading goes on at the line after the one it begins
 * at. In time that grows with the length of the text, whatever it holds; lines without anything are passed over.
 * @param most the cells of a row to keep.
 */
export function* csvRecords(text: string, most: number): Generator<CsvRecord | BrokenRecord> {
  let at: Place = { offset: text.startsWith('\ufeff') ? 1 : 0, line: 1 };
  let columns: number | undefined;
  /** Up to here a row that could not be read has reached: what stands in its lines may be its own. */
  let doubtful = 0;
  while (at.offset < text.length) {
    const { offset, line } = at;
    const end = lineEnd(text, offset);
    at = { offset: nextLine(text, end), line: line + 1 };
    if (end === offset) continue;
    const row = readRow(text, offset, { most, strict: offset < doubtful });
    if (row.fault !== undefined) {
      doubtful = Math.max(doubtful, row.end);
      yield { line, fault: row.fault };
      continue;
    }
    const { cells, count } = row;
    columns ??= count;
    yield { line, cells, count };
    if (row.end === end) continue;
    if (count !== columns) doubtful = Math.max(doubtful, row.end);
    else at = { offset: nextLine(text, row.end), line: line + 1 + linesWithin(text, offset, row.end) };
  }
}
