import type { Embedder } from '@frontdesk/assistant/models';
import { Problem } from '@frontdesk/core/errors';
import type { Log } from '@frontdesk/core/observe';
import { type Clock, isoTime } from '@frontdesk/core/time';
import { repeatOnContention, type TenantTables } from '@frontdesk/tables';
import { changeEmbedder, type ReadyChange } from './embed-changes';
import { planChanges } from './plan-changes';
import type { BadRow, GoodRow } from './read-rows';

/** DynamoDB takes 100 items a transaction; one of them is the FAQ's version. */
const ROWS_PER_TRANSACTION = 99;
export interface WriteOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly embedder: Embedder | undefined;
  /** Milliseconds. */
  timeLeft(): number;
  /** No transaction is begun with less left, in milliseconds. */
  readonly reserveMs?: number;
}

export interface Written {
  created: number;
  replaced: number;
  /** Rows that said what was there already. */
  unchanged: number;
  readonly bad: BadRow[];
  /** The first row that was not come to, for want of time or of a DynamoDB that takes it. */
  nextRow?: number;
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** The entry was made, changed or deleted since the rows were planned: the row as it is planned can never be written. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'faq_exists' || error.code === 'write_conflict');

/** Says nothing about the rows: they may be written later. */
const isPassing = (error: unknown): boolean => error instanceof Problem && error.code === 'temporarily_unavailable';

/**
 * Writes rows, many in a transaction, each transaction with a new FAQ version: after a crash what is written is served,
 * and sending the same rows again goes on where it stopped. A row that somebody else changes at this moment makes its
 * transaction fail; its rows are then written one by one, and that row alone is reported. While one transaction is written
 * the next one's rows are embedded.
 * @throws Problem `temporarily_unavailable` if not even the first rows could be written; later it is a `nextRow`.
 */
export const writeRows = async (
  door: TenantTables<'faq' | 'prompts'>,
  rows: readonly GoodRow[],
  options: WriteOptions,
): Promise<Written> => {
  const { clock, log, embedder, timeLeft, reserveMs = 5_000 } = options;
  const plan = chunks(await planChanges(door, rows, { embedder, now: isoTime(clock.now()) }), ROWS_PER_TRANSACTION);
  const written: Written = { created: 0, replaced: 0, unchanged: 0, bad: [] };
  const timeToWrite = (): number => timeLeft() - reserveMs;

  /** Writes all of them or none. @returns false if the entry of one is not any more what the plan took it for. */
  const put = (some: readonly ReadyChange[]): Promise<boolean> =>
    repeatOnContention(async () => {
      const writes = some.flatMap(({ change, embedding }) => change.write(embedding) ?? []);
      try {
        if (writes.length > 0) await door.commit([...writes, door.prompts.bumpFaqVersion()]);
      } catch (error) {
        // Not thrown on: a `write_conflict` is a Contention too, but the same plan would only be refused again.
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
