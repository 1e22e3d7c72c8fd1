import type { DocumentClient } from '@frontdesk/aws/dynamodb';
import { retry } from '@frontdesk/core/retry';
import { unavailable } from './unavailable';

type Item = Record<string, unknown>;

/** How a batch is asked for what DynamoDB left out of its answer: milliseconds, and attempts in all. */
const BATCH_RETRY = { attempts: 4, firstWaitMs: 20 };

/**
 * The items with some keys, as far as they exist, in no order. Read consistently.
 * @param keys at most 100, which is what one BatchGetItem takes.
 */
export const batchGet = async (
  client: DocumentClient,
  table: string,
  keys: readonly Readonly<Record<string, unknown>>[],
): Promise<Item[]> => {
  const found: Item[] = [];
  let wanted: Item[] = [...keys];
  const unprocessed = unavailable('DynamoDB: keys left unprocessed');
  const readWanted = async (): Promise<void> => {
    const { Responses, UnprocessedKeys } = await client.send('BatchGetItem', {
      RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } },
    });
    found.push(...(Responses?.[table] ?? []));
    wanted = UnprocessedKeys?.[table]?.Keys ?? [];
    if (wanted.length > 0) throw unprocessed;
  };
  if (wanted.length > 0) await retry(readWanted, { ...BATCH_RETRY, worthwhile: (error) => error === unprocessed });
  return found;
};
