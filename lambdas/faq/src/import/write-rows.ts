import type { Embedder } from '@frontdesk/assistant/models';
import { Problem } from '@frontdesk/core/errors';
import type { Log } from '@frontdesk/core/observe';
import { type Clock, isoTime } from '@frontdesk/core/time';
import { MOST_CHANGED_AT_ONCE, repeatOnContention, type TenantTables } from '@frontdesk/tables';
import { changeEmbedder, type ReadyChange } from './embed-changes';
import { planChanges } from './plan-changes';
import type { BadRow, GoodRow } from './read-rows';

export interface WriteOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** It may still be loading: it is awaited together with the first read. */
  readonly embedder: Embedder | undefined | Promise<Embedder | undefined>;
  /** Milliseconds. */
  timeLeft(): number;
  /** No transaction is started with less time left, in milliseconds. */
  readonly reserveMs?: number;
}

export interface Written {
  created: number;
  replaced: number;
  /** Rows that changed nothing. */
  unchanged: number;
  readonly bad: BadRow[];
  /** The first row that was not reached, because time ran out or DynamoDB was not available. */
  nextRow?: number;
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** The entry was created, changed or deleted since the rows were planned, so the planned write can never succeed. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'faq_exists' || error.code === 'write_conflict');

/** An error that has nothing to do with the rows: they may be written later. */
const isPassing = (error: unknown): boolean => error instanceof Problem && error.code === 'temporarily_unavailable';

/**
 * Writes rows, many in one transaction, each transaction with a new FAQ version: after a crash, what is written is served,
 * and sending the same rows again continues where it stopped. If somebody else changes an entry at that moment, its
 * transaction fails; its rows are then written one by one, and only that row is reported. While one transaction is being
 * written, the next one's rows are embedded.
 * @throws Problem `temporarily_unavailable` if not even the first rows could be written; later it is a `nextRow`.
 */
export const writeRows = async (
  tenantTables: TenantTables<'faq' | 'prompts'>,
  rows: readonly GoodRow[],
  options: WriteOptions,
): Promise<Written> => {
  const { clock, log, timeLeft, reserveMs = 5_000 } = options;
  const [entries, embedder] = await Promise.all([tenantTables.faq.all(), options.embedder]);
  const changes = planChanges(tenantTables.faq, entries, rows, { embedder, now: isoTime(clock.now()) });
  const plan = chunks(changes, MOST_CHANGED_AT_ONCE);
  const written: Written = { created: 0, replaced: 0, unchanged: 0, bad: [] };
  const timeToWrite = (): number => timeLeft() - reserveMs;

  /** Writes all of them or none. @returns false if an entry has changed since the rows were planned. */
  const put = (some: readonly ReadyChange[]): Promise<boolean> =>
    repeatOnContention(async () => {
      const made = some.flatMap(({ change, embedding }) => {
        const write = change.write(embedding);
        return write ? [{ write, question: change.content.question }] : [];
      });
      const changed = tenantTables.prompts.faqChanged(made.map(({ question }) => question));
      try {
        if (made.length > 0) await tenantTables.commit([...made.map(({ write }) => write), ...changed]);
      } catch (error) {
        // Not rethrown: a `write_conflict` is a Contention too, but the same plan would only be refused again.
        if (isOutdated(error)) return false;
        throw error;
      }
      for (const { change } of some) written[change.effect] += 1;
      return true;
    }, timeToWrite);

  const embed = changeEmbedder(embedder, log, timeToWrite);
  let upcoming = embed(plan[0] ?? []);
  let row = rows[0]?.row;
  try {
    for (const [i, changes] of plan.entries()) {
      row = changes[0]?.row;
      const ready = await upcoming;
      if (timeToWrite() < 0) return { ...written, nextRow: row };
      upcoming = embed(plan[i + 1] ?? []);
      if (await put(ready)) continue;
      for (const one of ready) {
        row = one.change.row;
        if (timeToWrite() < 0) return { ...written, nextRow: row };
        if (await put([one])) continue;
        const message = 'was changed by somebody else; send it again';
        const { line } = one.change;
        written.bad.push({ row, ...(line && { line }), errors: [{ location: 'row', message }] });
      }
    }
    return written;
  } catch (error) {
    if (!isPassing(error) || row === rows[0]?.row) throw error;
    return { ...written, nextRow: row };
  }
};
