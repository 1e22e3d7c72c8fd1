import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { retry } from '@frontdesk/core/retry';
import { epochSeconds, firstIdAt } from '@frontdesk/core/time';
import { batchGet } from '../access/batch-get';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { promptsTable } from '../definitions/prompts';

/** A transaction of DynamoDB takes 100 items, and three of them count a change and tell it. */
export const MOST_CHANGED_AT_ONCE = 97;

const CHANGE = `faq-change${KEY_SEPARATOR}`;
/** Not among the keys that one query of the log reads: those between a change and the version. */
const BATCH = `faq-batch${KEY_SEPARATOR}`;

/**
 * The most that a change's own item says. The items of a minute are read again and again, so they are short: an import of
 * 5,000 rows is some 5 KB of them.
 */
const FEW_QUESTIONS = 4;
const FEW_BYTES = 1_024;

/** Days that a change can be read for. An index that is further behind is read anew. */
const DAYS_KEPT = 2;
/** An item's questions are there for as long as the item is. */
const DAYS_BATCH_KEPT = DAYS_KEPT + 1;
const SECONDS_PER_DAY = 86_400;

/** The items of a transaction can be seen one after the other: how often those still missing are asked for, and milliseconds. */
const SEEN_RETRY = { attempts: 4, firstWaitMs: 5 };

/** What one transaction changed. */
export interface FaqChange {
  readonly id: string;
  /** How many entries it wrote or removed. */
  readonly count: number;
  /** Of these entries, where they are few. */
  readonly questions?: readonly string[];
}

/** The key before those of the changes from a time on, in epoch milliseconds. */
export const firstChangeAt = (ms: number): string => CHANGE + firstIdAt(Math.max(0, ms));

/** A change as its item holds it. Items of older releases hold all questions, and do not count them. */
export const faqChangeOf = ({ id, count, questions }: Record<string, unknown>): FaqChange => ({
  id: String(id),
  count: Number(count ?? (questions as string[]).length),
  ...(questions !== undefined && { questions: questions as string[] }),
});

const areFew = (questions: readonly string[]): boolean =>
  questions.length <= FEW_QUESTIONS &&
  questions.reduce((bytes, question) => bytes + Buffer.byteLength(question), 0) <= FEW_BYTES;

/** The items that tell a change of now. */
export const changeItems = ({ tenant, clock, ids, table }: Partition, questions: readonly string[]): Write[] => {
  const now = clock.now();
  const id = ids.next(now);
  const put = (key: string, days: number, more: object): Write => {
    const expires_at = epochSeconds(now) + days * SECONDS_PER_DAY;
    return {
      item: {
        Put: { TableName: table(promptsTable.name), Item: { client_id: tenant, id: key + id, ...more, expires_at } },
      },
    };
  };
  const count = questions.length;
  if (areFew(questions)) return [put(CHANGE, DAYS_KEPT, { count, questions })];
  return [put(CHANGE, DAYS_KEPT, { count }), put(BATCH, DAYS_BATCH_KEPT, { questions })];
};

/** The questions of at most 100 changes that do not tell them, by the change's id; without those that cannot be found. */
export const questionsOfChanges = async (
  { tenant, client, table }: Partition,
  changes: readonly string[],
): Promise<Map<string, readonly string[]>> => {
  const found = new Map<string, readonly string[]>();
  const missing = new Error('the questions of a change are not there');
  const readMissing = async (): Promise<void> => {
    const keys = changes.filter((id) => !found.has(id)).map((id) => BATCH + id.slice(CHANGE.length));
    const items = await batchGet(
      client,
      table(promptsTable.name),
      keys.map((id) => ({ client_id: tenant, id })),
    );
    for (const { id, questions } of items) found.set(CHANGE + String(id).slice(BATCH.length), questions as string[]);
    if (found.size < changes.length) throw missing;
  };
  try {
    await retry(readMissing, { ...SEEN_RETRY, worthwhile: (error) => error === missing });
  } catch (error) {
    if (error !== missing) throw error;
  }
  return found;
};
