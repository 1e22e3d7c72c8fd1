import { THREAD_ID } from '@frontdesk/core/identity';
import { Contention } from '../access/contention';
import { decodeCursor, encodeCursor, foreignCursor, type Page, type PageRequest } from '../access/cursor';
import { hasExpired } from '../access/expiry';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { threadsTable } from '../definitions/threads';
import { isMessagePosition, positionOf } from './keys';
import { type Thread, threadOf } from './thread';

export interface ThreadsRepository {
  /** Read consistently; `undefined` if there is none, or it has expired. */
  get(threadId: string): Promise<Thread | undefined>;
  /**
   * The write that replaces a thread by the next version of itself. Refused with `Contention` if it has changed since `before`
   * was read, so the caller reads, decides and commits again: `repeatOnContention`.
   * @param before `undefined` for a thread that begins.
   * @param expiresAt epoch seconds.
   */
  change(before: Thread | undefined, after: Thread, expiresAt: number): Write;
  /** The tenant's threads, those with the latest messages first. They come from an index, which follows within about a second. */
  list(page: PageRequest): Promise<Page<Thread>>;
}

/** The place of a thread in the list: when its last message was sent, and its id. */
const isPlace = (text: string): boolean => isMessagePosition(text.slice(0, 13)) && THREAD_ID.test(text.slice(13));

export const threadsRepository = ({ tenant, client, clock, table }: Partition): ThreadsRepository => {
  const TableName = table(threadsTable.name);
  return {
    get: async (thread_id) => {
      const Key = { client_id: tenant, thread_id };
      const { Item } = await client.send('GetItem', { TableName, Key, ConsistentRead: true });
      return Item && !hasExpired(Item, clock) ? threadOf(Item) : undefined;
    },
    change: (before, after, expires_at) => ({
      item: {
        Put: {
          TableName,
          Item: { client_id: tenant, ...after, version: (before?.version ?? 0) + 1, expires_at },
          ...(before
            ? {
                ConditionExpression: 'version = :version AND created_at = :created',
                ExpressionAttributeValues: { ':version': before.version, ':created': before.created_at },
              }
            : {
                // One that has expired is not always deleted yet.
                ConditionExpression: 'attribute_not_exists(client_id) OR expires_at <= :now',
                ExpressionAttributeValues: { ':now': Math.floor(clock.now() / 1000) },
              }),
        },
      },
      refused: () => new Contention(),
    }),
    list: async ({ limit, cursor }) => {
      const scope = [tenant, 'threads'];
      const place = cursor === undefined ? undefined : decodeCursor(cursor, scope, isPlace);
      if (cursor !== undefined && place === undefined) throw foreignCursor();
      const page = await client.send('Query', {
        TableName,
        IndexName: 'ActivityIndex',
        KeyConditionExpression: 'client_id = :tenant',
        ExpressionAttributeValues: { ':tenant': tenant },
        ScanIndexForward: false,
        Limit: limit,
        ...(place && {
          ExclusiveStartKey: { client_id: tenant, last_at: Number(place.slice(0, 13)), thread_id: place.slice(13) },
        }),
      });
      const last = page.LastEvaluatedKey;
      return {
        items: (page.Items ?? []).filter((item) => !hasExpired(item, clock)).map(threadOf),
        nextCursor: last ? encodeCursor(`${positionOf(Number(last.last_at))}${last.thread_id}`, scope) : null,
      };
    },
  };
};
