import { isoTime } from '@frontdesk/core/clock';
import { Problem } from '@frontdesk/core/errors/problem';
import { type FaqEntry, faqId, type TenantTables, type Write } from '@frontdesk/tables';
import type { Deps } from '../deps';
import type { BadRow, GoodRow } from './read-rows';

/** DynamoDB takes 100 items a transaction; one of them is the FAQ's version. */
const ROWS_PER_TRANSACTION = 99;

export interface Written {
  created: number;
  replaced: number;
  /** Rows that said what was there already. */
  unchanged: number;
  readonly bad: BadRow[];
  /** The first row that there was no time for. */
  nextRow?: number;
}

interface Change {
  readonly row: number;
  readonly replaces: boolean;
  readonly write: Write;
}

const sameContent = (entry: FaqEntry, { content }: GoodRow): boolean =>
  entry.answer === content.answer &&
  entry.language === content.language &&
  entry.tags.join('\n') === content.tags.join('\n');

const changeOf = (
  { faq }: TenantTables,
  before: FaqEntry | undefined,
  { row, content }: GoodRow,
  now: string,
): Change => {
  const entry = {
    ...content,
    faq_id: faqId(content.question),
    version: (before?.version ?? 0) + 1,
    created_at: before?.created_at ?? now,
    updated_at: now,
  };
  return { row, replaces: before !== undefined, write: before ? faq.replace(entry) : faq.create(entry) };
};

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/**
 * Writes rows, many in a transaction, each transaction with a new FAQ version: after a crash what is written is served,
 * and sending the same rows again goes on where it stopped. A row that somebody else changes at this moment makes its
 * transaction fail; its rows are then written one by one, and that row alone is reported.
 * @param timeLeft milliseconds; no transaction is begun with less than `reserveMs` left.
 */
export const writeRows = async (
  door: TenantTables,
  rows: readonly GoodRow[],
  { clock }: Pick<Deps, 'clock'>,
  timeLeft: () => number,
  reserveMs = 5_000,
): Promise<Written> => {
  const known = new Map((await door.faq.all()).map((entry) => [entry.question, entry]));
  const now = isoTime(clock.now());
  const written: Written = { created: 0, replaced: 0, unchanged: 0, bad: [] };
  const changes = rows.flatMap((row) => {
    const before = known.get(row.content.question);
    if (!before || !sameContent(before, row)) return [changeOf(door, before, row, now)];
    written.unchanged += 1;
    return [];
  });
  const put = async (some: readonly Change[]): Promise<void> => {
    await door.commit([...some.map(({ write }) => write), door.prompts.bumpFaqVersion()]);
    for (const { replaces } of some) written[replaces ? 'replaced' : 'created'] += 1;
  };
  for (const chunk of chunks(changes, ROWS_PER_TRANSACTION)) {
    const [first] = chunk;
    if (timeLeft() < reserveMs && first) return { ...written, nextRow: first.row };
    try {
      await put(chunk);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const change of chunk) await putAlone(change, put, written.bad);
    }
  }
  return written;
};

const putAlone = async (change: Change, put: (some: Change[]) => Promise<void>, bad: BadRow[]): Promise<void> => {
  try {
    await put([change]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    bad.push({
      row: change.row,
      errors: [{ location: 'row', message: 'was changed by somebody else; send it again' }],
    });
  }
};
