import { type DocumentClient, isException, itemOf } from '@frontdesk/aws/dynamodb';
import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { rateLimitsTable } from '../definitions/rate-limits';

/** One request to count. Windows have numbers; the caller knows when each begins and ends. */
export interface Hit {
  /** Who is limited: the policy's name, then whatever distinguishes its subjects. */
  readonly subject: readonly string[];
  /** The most requests in each window. */
  readonly limit: number;
  /** The windows that the request falls into. */
  readonly windows: readonly number[];
  /** Windows that are over. */
  readonly ended: readonly number[];
  /** Epoch seconds after which the subject's counters are no longer needed. */
  readonly expiresAt: number;
}

export interface Counted {
  readonly admitted: boolean;
  /** By window: how many requests it has let in, including this one. */
  readonly hits: ReadonlyMap<number, number>;
}

/** The counters of `-rate-limits`, one of the few tables that are not reached through a tenant. */
export interface RateLimitCounters {
  /** Counts a request in all of its windows, or in none if one of them is full. One conditional write. */
  count(hit: Hit, signal?: AbortSignal): Promise<Counted>;
}

/**
 * How many counters of past windows make a write to remove them worthwhile. A counter takes about 14 bytes, so an item stays
 * below the 1 KB that one write unit covers.
 */
const LEFT_OVER = 48;

const PREFIX = 'w';
const attribute = (window: number): string => `${PREFIX}${window}`;

const hitsOf = (item: Readonly<Record<string, unknown>>): Map<number, number> =>
  new Map(
    Object.entries(item)
      .filter(([name]) => /^w\d+$/.test(name))
      .map(([name, hits]) => [Number(name.slice(PREFIX.length)), Number(hits)]),
  );

/** `REMOVE w1, w2`; the names need no placeholders. */
const removal = (windows: readonly number[]): string =>
  windows.length === 0 ? '' : ` REMOVE ${windows.map(attribute).join(', ')}`;

export const rateLimitCounters = (client: DocumentClient, table: (name: string) => string): RateLimitCounters => {
  const TableName = table(rateLimitsTable.name);
  const keyOf = ({ subject }: Hit) => ({ subject: subject.join(KEY_SEPARATOR) });

  const update = async (hit: Hit, abortSignal: AbortSignal | undefined): Promise<Record<string, unknown>> => {
    const names = hit.windows.map(attribute);
    const counted = names.map((name) => `${name} = if_not_exists(${name}, :zero) + :one`);
    const { Attributes = {} } = await client.send(
      'UpdateItem',
      {
        TableName,
        Key: keyOf(hit),
        UpdateExpression: `SET ${counted.join(', ')}, expires_at = :until${removal(hit.ended)}`,
        ConditionExpression: names.map((name) => `(attribute_not_exists(${name}) OR ${name} < :limit)`).join(' AND '),
        ExpressionAttributeValues: { ':zero': 0, ':one': 1, ':limit': hit.limit, ':until': hit.expiresAt },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      { abortSignal },
    );
    return Attributes;
  };

  /** A subject that calls only now and then leaves counters behind that are older than those its next call removes. */
  const sweep = async (hit: Hit, known: Iterable<number>, abortSignal: AbortSignal | undefined): Promise<void> => {
    const oldest = Math.min(...hit.windows, ...hit.ended);
    const leftOver = [...known].filter((window) => window < oldest);
    if (leftOver.length < LEFT_OVER) return;
    await client.send(
      'UpdateItem',
      { TableName, Key: keyOf(hit), UpdateExpression: removal(leftOver).trimStart() },
      { abortSignal },
    );
  };

  return {
    count: async (hit, signal) => {
      try {
        const hits = hitsOf(await update(hit, signal));
        // If it fails, the item is only larger; the subject's next call tries again.
        await sweep(hit, hits.keys(), signal).catch(() => undefined);
        return { admitted: true, hits };
      } catch (error) {
        if (!isException(error, 'ConditionalCheckFailedException')) throw error;
        return { admitted: false, hits: hitsOf(itemOf(error.Item ?? {})) };
      }
    },
  };
};
