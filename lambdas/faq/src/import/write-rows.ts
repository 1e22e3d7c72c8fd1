import type { Embedder } from '@frontdesk/assistant/models/embeddings';
import { type Clock, isoTime } from '@frontdesk/core/clock';
import { Problem } from '@frontdesk/core/errors/problem';
import type { Log } from '@frontdesk/core/observe/log';
import type { TenantTables } from '@frontdesk/tables';
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
  /** The first row that there was no time for. */
  nextRow?: number;
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

const putAlone = async (
  ready: ReadyChange,
  put: (some: ReadyChange[]) => Promise<void>,
  bad: BadRow[],
): Promise<void> => {
  try {
    await put([ready]);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    bad.push({
      row: ready.change.row,
      errors: [{ location: 'row', message: 'was changed by somebody else; send it again' }],
    });
  }
};

/**
 * Writes rows, many in a transaction, each transaction with a new FAQ version: after a crash what is written is served,
 * and sending the same rows again goes on where it stopped. A row that somebody else changes at this moment makes its
 * transaction fail; its rows are then written one by one, and that row alone is reported. While one transaction is written
 * the next one's rows are embedded.
 */
export const writeRows = async (
  door: TenantTables,
  rows: readonly GoodRow[],
  options: WriteOptions,
): Promise<Written> => {
  const { clock, log, embedder, timeLeft, reserveMs = 5_000 } = options;
  const plan = chunks(await planChanges(door, rows, { embedder, now: isoTime(clock.now()) }), ROWS_PER_TRANSACTION);
  const written: Written = { created: 0, replaced: 0, unchanged: 0, bad: [] };

  const put = async (some: readonly ReadyChange[]): Promise<void> => {
    const writes = some.flatMap(({ change, embedding }) => change.write(embedding) ?? []);
    if (writes.length > 0) await door.commit([...writes, door.prompts.bumpFaqVersion()]);
    for (const { change } of some) written[change.effect] += 1;
  };

  const embed = changeEmbedder(embedder, log, () => timeLeft() - reserveMs);
  let upcoming = embed(plan[0] ?? []);
  for (const [i, changes] of plan.entries()) {
    const ready = await upcoming;
    if (timeLeft() < reserveMs) return { ...written, nextRow: changes[0]?.row };
    upcoming = embed(plan[i + 1] ?? []);
    try {
      await put(ready);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const one of ready) await putAlone(one, put, written.bad);
    }
  }
  return written;
};
