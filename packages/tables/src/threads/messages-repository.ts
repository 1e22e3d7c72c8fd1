import { Problem } from '@frontdesk/core/errors';
import { epochSeconds } from '@frontdesk/core/time';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { isPast } from '../access/expiry';
import { MAX_PAGE_BYTES, queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { messagesTable } from '../definitions/messages';
import { AFTER_MESSAGES, isMessagePosition, messageKey, messagePointerKey, positionOf, threadKey } from './keys';
import { messageItem, messageOf, type ThreadMessage } from './message';

/** A message as it was found by its id. */
export interface StoredMessage {
  readonly message: ThreadMessage;
  /** Whether everybody has been told of it: those outside, and the thread's connections. */
  readonly told: boolean;
}

export interface MessagesRepository {
  /** A message that may already be stored; `undefined` if it is not, or has expired. */
  find(threadId: string, messageId: string): Promise<StoredMessage | undefined>;
  /**
   * The writes of a new message. Its place in the thread is only right in one commit with the thread that gave it.
   * Refused with the problem `message_exists` if a message of that id is stored.
   * @param expiresAt epoch seconds.
   */
  add(threadId: string, message: ThreadMessage, expiresAt: number): Write[];
  /** The write that remembers that everybody has been told of a message. */
  told(threadId: string, messageId: string): Write;
  /**
   * The messages after a cursor, oldest first; without one, from the first. The cursor of the last page stays good for what
   * is added later, so a client never misses any.
   * @param maxBytes of all of them, as JSON; what fits Lambda's answer, if left out.
   */
  list(threadId: string, page: PageRequest, maxBytes?: number): Promise<Page<ThreadMessage>>;
  /** Messages with a later time than `after` (epoch milliseconds), oldest first. */
  since(threadId: string, after: number, limit: number): Promise<ThreadMessage[]>;
  /** The latest messages up to a time (epoch milliseconds), oldest first. */
  latest(threadId: string, until: number, limit: number): Promise<ThreadMessage[]>;
  /** The cursor that continues after a message. */
  cursorAfter(threadId: string, timestamp: number): string;
}

const exists = (): Problem =>
  new Problem('message_exists', { detail: 'The thread has a message with this id, and it says something else.' });

export const messagesRepository = ({ tenant, client, clock, table }: Partition): MessagesRepository => {
  const TableName = table(messagesTable.name);
  const at = (threadId: string, message_key: string) => ({
    TableName,
    Key: { thread_key: threadKey(tenant, threadId), message_key },
  });
  const scopeOf = (threadId: string) => [tenant, 'messages', threadId];
  const fresh = (items: readonly Record<string, unknown>[]): ThreadMessage[] =>
    items.filter(({ expiresAt }) => !isPast(expiresAt, clock)).map(messageOf);

  const get = async (threadId: string, key: string): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await client.send('GetItem', { ...at(threadId, key), ConsistentRead: true });
    return Item && !isPast(Item.expiresAt, clock) ? Item : undefined;
  };

  /** Messages between two positions, both included. */
  const range = (threadId: string, from: string, to: string) => ({
    TableName,
    KeyConditionExpression: 'thread_key = :thread AND message_key BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':thread': threadKey(tenant, threadId), ':from': from, ':to': to },
    ConsistentRead: true,
  });

  const after = async (threadId: string, timestamp: number, limit: number, maxBytes?: number) => {
    const query = range(threadId, positionOf(timestamp + 1), AFTER_MESSAGES);
    const { items, more } = await queryUpTo(client, query, limit, maxBytes);
    return { messages: fresh(items), last: items.at(-1), more };
  };

  const cursorAfter = (threadId: string, timestamp: number): string =>
    encodeCursor(positionOf(timestamp), scopeOf(threadId));

  return {
    cursorAfter,
    find: async (threadId, messageId) => {
      const pointer = await get(threadId, messagePointerKey(messageId));
      if (!pointer) return undefined;
      const item = await get(threadId, messageKey(Number(pointer.timestamp), messageId));
      return item && { message: messageOf(item), told: pointer.told === true };
    },
    add: (threadId, message, expiresAt) => {
      const { message_id, timestamp } = message;
      const put = (message_key: string, item: object) => ({
        TableName,
        Item: { ...at(threadId, message_key).Key, ...item, expiresAt },
      });
      return [
        {
          item: {
            Put: {
              ...put(messagePointerKey(message_id), { timestamp }),
              ConditionExpression: 'attribute_not_exists(thread_key) OR expiresAt <= :now',
              ExpressionAttributeValues: { ':now': epochSeconds(clock.now()) },
            },
          },
          refused: exists,
        },
        { item: { Put: put(messageKey(timestamp, message_id), messageItem(message)) } },
      ];
    },
    told: (threadId, messageId) => ({
      item: {
        Update: {
          ...at(threadId, messagePointerKey(messageId)),
          UpdateExpression: 'SET told = :yes',
          ExpressionAttributeValues: { ':yes': true },
        },
      },
    }),
    list: async (threadId, { limit, cursor }, maxBytes = MAX_PAGE_BYTES) => {
      const from = cursor === undefined ? -1 : Number(decodeCursor(cursor, scopeOf(threadId), isMessagePosition));
      const { messages, last, more } = await after(threadId, from, limit, maxBytes);
      return { items: messages, nextCursor: more && last ? cursorAfter(threadId, Number(last.timestamp)) : null };
    },
    since: async (threadId, timestamp, limit) => (await after(threadId, timestamp, limit)).messages,
    latest: async (threadId, until, limit) => {
      const query = range(threadId, positionOf(0), `${positionOf(until)}~`);
      const { items } = await queryUpTo(client, { ...query, ScanIndexForward: false }, limit);
      return fresh(items).reverse();
    },
  };
};
