/** The text of a CSV from some line on. */
interface Place {
  readonly offset: number;
  /** Counts from 1. */
  readonly line: number;
}

/** A row as it was read. */
export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Its first cells, as many as were asked for, still quoted: `cellText` undoes the quotes. */
  readonly cells: readonly string[];
  /** How many cells it has. */
  readonly count: number;
}

/** A row whose quotes make its cells ambiguous. */
export interface BrokenRecord {
  readonly line: number;
  readonly fault: string;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

const UNCLOSED = 'opens a quote that is never closed; double the quotes within a quoted cell';
const TRAILING = 'has text after a closing quote; double the quotes within a quoted cell';
const BARE = 'has a quote in a cell that is not quoted; quote the cell, and double the quotes in it';

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

/** The closing quote of a cell, after any doubled ones; -1 if there is none. */
const closingQuote = (text: string, open: number): number => {
  for (let at = open + 1; ; at += 2) {
    // Consecutive quotes are compared directly: searching for each one would cost more than everything else.
    if (text.charCodeAt(at) !== QUOTE) at = text.indexOf('"', at);
    if (at < 0 || text.charCodeAt(at + 1) !== QUOTE) return at;
  }
};

interface Reading {
  readonly cells: string[];
  count: number;
  /** Where the row ends, or where reading it was given up. */
  end: number;
  fault?: string;
}

/**
 * The longest cell, in UTF-16 code units before its quotes are undone: twice the longest field. A longer one is too long
 * however it ends.
 */
const CELL_LENGTH = 65_536;

/** The text of a cell. Separate from finding the cell, because undoing four million doubled quotes takes a while. */
export const cellText = (cell: string): string =>
  cell.charCodeAt(0) === QUOTE ? cell.slice(1, -1).replace(/"+/g, (run) => run.slice(run.length >> 1)) : cell;

const cellOf = (text: string, from: number, to: number): string => text.slice(from, Math.min(to, from + CELL_LENGTH));

/**
 * Reads one row. A quote inside a cell that does not begin with one stands for itself, but only in a single-line row that is
 * not `strict`: in a row over several lines every quote must be right, because it may belong to another row.
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
 * The rows of a CSV (RFC 4180). The first one says how many cells each should have. A row that cannot be read, or that spans
 * several lines and has the wrong number of cells, spoils no other row: reading continues at the line after the one it begins
 * on. The time grows with the length of the text, whatever it holds; empty lines are skipped.
 * @param most the cells of a row to keep.
 */
export function* csvRecords(text: string, most: number): Generator<CsvRecord | BrokenRecord> {
  let at: Place = { offset: text.startsWith('\ufeff') ? 1 : 0, line: 1 };
  let columns: number | undefined;
  /** How far a row that could not be read extends: text in these lines may belong to it. */
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
