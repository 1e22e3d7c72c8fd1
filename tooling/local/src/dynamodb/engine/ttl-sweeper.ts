import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { Log } from '@frontdesk/core/observe';
import { type Clock, epochSeconds } from '@frontdesk/core/time';
import type { ManifestTable } from '@frontdesk/manifest/manifest';
import { adminClient } from './admin-client';
import { deployedName } from './table-definition';

export interface TtlSweeperOptions {
  /** The engine's own endpoint: the sweeper is a part of DynamoDB, so it does not go through the door. */
  readonly endpoint: string;
  readonly tables: readonly ManifestTable[];
  readonly namePrefix: string;
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

export interface TtlSweeper {
  /** Deletes everything that has expired by now. Resolves with the number of items deleted. */
  sweep(): Promise<number>;
  /** Stops the rounds; resolves when the current one, if any, is over. */
  close(): Promise<void>;
}

type Key = Record<string, AttributeValue>;
type Expiring = ManifestTable & { readonly ttl_attribute: string };

/** DynamoDB ignores items that expired more than five years ago: it takes such numbers for mistakes. */
const OLDEST_SECONDS = 5 * 365 * 24 * 3_600;
const DELETES_AT_ONCE = 10;

const expires = (table: ManifestTable): table is Expiring => table.ttl_attribute !== null;

async function* expiredKeys(client: DynamoDBClient, name: string, table: Expiring, now: number): AsyncGenerator<Key[]> {
  const keys = [table.partition_key.name, ...(table.sort_key ? [table.sort_key.name] : [])];
  const names = Object.fromEntries(keys.map((key, index) => [`#k${index}`, key]));
  let from: Key | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        ProjectionExpression: Object.keys(names).join(', '),
        FilterExpression: '#ttl BETWEEN :oldest AND :now',
        ExpressionAttributeNames: { ...names, '#ttl': table.ttl_attribute },
        ExpressionAttributeValues: { ':oldest': { N: String(now - OLDEST_SECONDS) }, ':now': { N: String(now - 1) } },
        ExclusiveStartKey: from,
      }),
    );
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Deletes the item, unless its expiry has been moved to a later time since it was found. */
const deleteIfExpired = async (
  client: DynamoDBClient,
  name: string,
  table: Expiring,
  key: Key,
  now: number,
): Promise<number> => {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: name,
        Key: key,
        ConditionExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': table.ttl_attribute },
        ExpressionAttributeValues: { ':now': { N: String(now) } },
      }),
    );
    return 1;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 0;
    throw error;
  }
};

const sweepTable = async (client: DynamoDBClient, name: string, table: Expiring, now: number): Promise<number> => {
  let deleted = 0;
  for await (const keys of expiredKeys(client, name, table, now)) {
    for (let start = 0; start < keys.length; start += DELETES_AT_ONCE) {
      const batch = keys.slice(start, start + DELETES_AT_ONCE);
      const counts = await Promise.all(batch.map((key) => deleteIfExpired(client, name, table, key, now)));
      deleted += counts.reduce((sum, count) => sum + count, 0);
    }
  }
  return deleted;
};

/**
 * Deletes expired items in rounds, as DynamoDB does and the engine does not
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html): those whose attribute is a
 * number of epoch seconds in the past. A round that fails is logged, and the next one tries again.
 */
export const startTtlSweeper = (options: TtlSweeperOptions): TtlSweeper => {
  const client = adminClient(options.endpoint);
  const tables = options.tables.filter(expires);
  let round: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const sweep = async (): Promise<number> => {
    const now = epochSeconds(options.clock.now());
    let deleted = 0;
    for (const table of tables) {
      deleted += await sweepTable(client, deployedName(options.namePrefix, table.name), table, now);
    }
    return deleted;
  };

  const schedule = (): void => {
    timer = setTimeout(() => {
      round = sweep()
        .catch((error: unknown) => options.log.warn('a TTL sweep failed', { error: String(error) }))
        .finally(() => closed || schedule());
    }, options.intervalMs);
    timer.unref();
  };
  schedule();

  return {
    sweep,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await round;
      client.destroy();
    },
  };
};
