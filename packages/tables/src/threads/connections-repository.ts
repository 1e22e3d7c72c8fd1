import { epochSeconds } from '@frontdesk/core/time';
import { hasExpired } from '../access/expiry';
import { queryAll } from '../access/pages';
import type { Partition } from '../access/partition';
import { pick } from '../access/pick';
import { connectionsTable } from '../definitions/connections';
import { threadKey } from './keys';

/** Who a connection may speak as. */
export type SocketRole = 'visitor' | 'staff';

/** An open WebSocket. */
export interface Connection {
  readonly connection_id: string;
  readonly user_id: string;
  readonly role: SocketRole;
  /** Epoch milliseconds. */
  readonly connected_at: number;
}

/** API Gateway ends a connection after two hours; an item that `$disconnect` never removed goes an hour later. */
const KEPT_SECONDS = 3 * 3_600;

/** Connections by the thread they follow, or by `@inbox`. */
export interface ConnectionsRepository {
  /** @param until when its token expires, in epoch milliseconds: it belongs to nobody after that. */
  join(threadId: string, connection: Connection, until: number): Promise<void>;
  /** Removes a connection, if it is there. */
  leave(threadId: string, connectionId: string): Promise<void>;
  members(threadId: string): Promise<Connection[]>;
}

const CONNECTION = ['connection_id', 'user_id', 'role', 'connected_at'] as const;

export const connectionsRepository = ({ tenant, client, clock, table }: Partition): ConnectionsRepository => {
  const TableName = table(connectionsTable.name);
  return {
    join: async (threadId, connection, until) => {
      const expires_at = Math.min(epochSeconds(until), epochSeconds(clock.now()) + KEPT_SECONDS);
      await client.send('PutItem', {
        TableName,
        Item: { thread_key: threadKey(tenant, threadId), ...connection, expires_at },
      });
    },
    leave: async (threadId, connection_id) => {
      await client.send('DeleteItem', { TableName, Key: { thread_key: threadKey(tenant, threadId), connection_id } });
    },
    members: async (threadId) => {
      const found: Connection[] = [];
      const query = {
        TableName,
        KeyConditionExpression: 'thread_key = :thread',
        ExpressionAttributeValues: { ':thread': threadKey(tenant, threadId) },
        // A connection whose `$connect` was answered is in it.
        ConsistentRead: true,
      };
      for await (const item of queryAll(client, query)) {
        if (!hasExpired(item, clock)) found.push(pick<Connection>(item, CONNECTION));
      }
      return found;
    },
  };
};
