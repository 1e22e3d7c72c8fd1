import type { InvalidField } from '@frontdesk/core/errors';
import { faultsOf, firstFaults, type Issue, locationOf } from '@frontdesk/core/errors';
import { pauses } from '@frontdesk/core/time';
import type { FaqContent } from '@frontdesk/tables';
import { faqContent } from '../schemas';

/** Where a row is: rows count from 1, without a CSV's first line; lines count from 1, including it. */
interface RowPlace {
  readonly row: number;
  readonly line?: number;
}

/** A row that was not accepted, and what is wrong with it. */
export interface BadRow extends RowPlace {
  readonly errors: readonly InvalidField[];
  /** How many faults it has besides `errors`. */
  readonly more_errors?: number;
}

/** Stands for a row whose format could not be read. */
export class UnreadableRow {
  constructor(readonly message: string) {}
}

/** A row of a CSV. */
export class CsvRow {
  constructor(
    readonly line: number,
    /** Made when asked for: rows are read one by one, with other work in between. */
    readonly content: () => unknown,
  ) {}
}

export interface GoodRow extends RowPlace {
  readonly content: FaqContent;
}

/** The most faults named for one row: an answer names up to 5,000 rows, and Lambda's answers are at most 6 MB. */
const FAULTS_OF_A_ROW = 3;

/** An entry has four fields and up to 20 tags. A row with many more values is not looked at any further. */
const VALUES_OF_A_ROW = 64;

const holdsTooMuch = (row: unknown): boolean => {
  const left: unknown[] = [row];
  for (let found = 1; left.length > 0; ) {
    const value = left.pop();
    if (value === null || typeof value !== 'object') continue;
    const inner = Object.values(value);
    found += inner.length;
    if (found > VALUES_OF_A_ROW) return true;
    left.push(...inner);
  }
  return false;
};

const badRow = (place: RowPlace, issues: readonly Issue[], value: unknown): BadRow => {
  const { errors, moreErrors } = firstFaults(
    faultsOf(issues, value),
    ({ path, message }) => ({ location: locationOf(path) || 'row', message: message() }),
    FAULTS_OF_A_ROW,
  );
  return { ...place, errors, ...(moreErrors > 0 && { more_errors: moreErrors }) };
};

const unreadable = (place: RowPlace, message: string): BadRow => ({
  ...place,
  errors: [{ location: 'row', message }],
});

/** One row, whether it is good or bad by itself. */
const readRow = (row: number, given: unknown): GoodRow | BadRow => {
  const [place, value] = given instanceof CsvRow ? [{ row, line: given.line }, given.content()] : [{ row }, given];
  if (value instanceof UnreadableRow) return unreadable(place, value.message);
  if (holdsTooMuch(value)) return unreadable(place, `has more than ${VALUES_OF_A_ROW} values`);
  const result = faqContent.safeParse(value);
  return result.success
    ? { ...place, content: result.data }
    : badRow(place, result.error.issues as readonly Issue[], value);
};

/**
 * Sorts rows into good and bad. If two rows have the same question, the first is good and the other bad. Lets other work run
 * in between, such as the early answer to a request that takes too long.
 */
export const readRows = async (rows: readonly unknown[], from: number): Promise<{ good: GoodRow[]; bad: BadRow[] }> => {
  const good: GoodRow[] = [];
  const bad: BadRow[] = [];
  const firstWith = new Map<string, number>();
  const pause = pauses();
  for (const [index, given] of rows.entries()) {
    await pause();
    const read = readRow(index + 1, given);
    if ('errors' in read) {
      bad.push(read);
      continue;
    }
    const { content, ...place } = read;
    const first = firstWith.get(content.question);
    if (first === undefined) {
      firstWith.set(content.question, place.row);
      good.push(read);
    } else {
      bad.push({ ...place, errors: [{ location: 'question', message: `is also the question of row ${first}` }] });
    }
  }
  return { good: good.filter(({ row }) => row >= from), bad: bad.filter(({ row }) => row >= from) };
};
