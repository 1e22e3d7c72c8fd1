import type { InvalidField } from '@frontdesk/core/errors/problem';
import type { FaqContent } from '@frontdesk/tables';
import { faqContent } from '../schemas';

/** A row that was not taken, and everything that is wrong with it. Rows count from 1, without a CSV's first line. */
export interface BadRow {
  readonly row: number;
  readonly errors: readonly InvalidField[];
}

/** Stands for a row whose format could not be read, while those around it could. */
export class UnreadableRow {
  constructor(readonly message: string) {}
}

export interface GoodRow {
  readonly row: number;
  readonly content: FaqContent;
}

const issuesOf = (issues: readonly { path: PropertyKey[]; message: string }[]): InvalidField[] =>
  issues.map(({ path, message }) => ({ location: path.map(String).join('.') || 'row', message }));

/** Sorts rows into good and bad. Of two rows with one question the first is taken, the other is bad. */
export const readRows = (rows: readonly unknown[], from: number): { good: GoodRow[]; bad: BadRow[] } => {
  const good: GoodRow[] = [];
  const bad: BadRow[] = [];
  const firstWith = new Map<string, number>();
  for (const [index, value] of rows.entries()) {
    const row = index + 1;
    if (value instanceof UnreadableRow) {
      bad.push({ row, errors: [{ location: 'row', message: value.message }] });
      continue;
    }
    const result = faqContent.safeParse(value);
    const first = result.success ? firstWith.get(result.data.question) : undefined;
    if (!result.success) {
      bad.push({ row, errors: issuesOf(result.error.issues) });
    } else if (first !== undefined) {
      bad.push({ row, errors: [{ location: 'question', message: `is the question of row ${first} too` }] });
    } else {
      firstWith.set(result.data.question, row);
      good.push({ row, content: result.data });
    }
  }
  return { good: good.filter(({ row }) => row >= from), bad: bad.filter(({ row }) => row >= from) };
};
