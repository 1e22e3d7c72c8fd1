import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Problem } from '@frontdesk/core/errors/problem';
import { Contention } from '../access/contention';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { queryAll, queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { faqTable } from '../definitions/faq';
import { faqId } from './faq-id';

export interface FaqContent {
  /** In NFC, at most 1,024 bytes. */
  readonly question: string;
  readonly answer: string;
  readonly tags: readonly string[];
  readonly language?: string;
}

export interface FaqEntry extends FaqContent {
  readonly faq_id: string;
  /** Counts the entry's changes, from 1. */
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface FaqRepository {
  /** By question, in the order of their bytes. */
  list(page: PageRequest): Promise<Page<FaqEntry>>;
  get(question: string): Promise<FaqEntry | undefined>;
  /** Every entry, read consistently: what the index is built from. */
  all(): Promise<FaqEntry[]>;
  /** Refused with `faq_exists`. */
  create(entry: FaqEntry): Write;
  /** Refused with `write_conflict`, a `Contention`, if the entry is no longer at `entry.version - 1`. */
  replace(entry: FaqEntry): Write;
  /** Removes an entry as it was read. Refused with `write_conflict`, a `Contention`, if it has changed since. */
  remove(read: FaqEntry): Write;
}

const entryOf = (item: Record<string, unknown>): FaqEntry => {
  const {
    client_id: _,
    question,
    answer,
    ...entry
  } = item as unknown as Omit<FaqEntry, 'faq_id'> & { client_id: string };
  return { faq_id: faqId(question), question, answer, ...entry };
};

export const faqRepository = ({ tenant, client, table }: Partition): FaqRepository => {
  const TableName = table(faqTable.name);
  const byTenant = {
    TableName,
    KeyConditionExpression: 'client_id = :tenant',
    ExpressionAttributeValues: { ':tenant': tenant },
    ConsistentRead: true,
  };
  const itemOf = ({ faq_id: _, ...entry }: FaqEntry) => ({ client_id: tenant, ...entry });
  const exists = (): Problem =>
    new Problem('faq_exists', { detail: 'Change that entry instead, or word the question otherwise.' });
  const changed = (): Problem =>
    new Contention('write_conflict', { detail: 'Read the entry again, and repeat the change.' });
  // An entry may have been deleted and made again meanwhile; its version would begin again, but not at that time.
  const unchanged = (version: number, createdAt: string) => ({
    ConditionExpression: 'version = :read AND created_at = :created',
    ExpressionAttributeValues: { ':read': version, ':created': createdAt },
  });

  return {
    list: async ({ limit, cursor }) => {
      const scope = [tenant, 'faq'];
      const after = cursor === undefined ? undefined : decodeCursor(cursor, scope);
      const { items, more } = await queryUpTo(
        client,
        after === undefined
          ? byTenant
          : {
              ...byTenant,
              KeyConditionExpression: 'client_id = :tenant AND question > :after',
              ExpressionAttributeValues: { ':tenant': tenant, ':after': after },
            },
        limit,
      );
      const last = items.at(-1);
      return {
        items: items.map(entryOf),
        nextCursor: more && last ? encodeCursor(String(last.question), scope) : null,
      };
    },
    get: async (question) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: { client_id: tenant, question }, ConsistentRead: true }),
      );
      return Item && entryOf(Item);
    },
    all: async () => {
      const entries: FaqEntry[] = [];
      for await (const item of queryAll(client, byTenant)) entries.push(entryOf(item));
      return entries;
    },
    create: (entry) => ({
      item: { Put: { TableName, Item: itemOf(entry), ConditionExpression: 'attribute_not_exists(client_id)' } },
      refused: exists,
    }),
    replace: (entry) => ({
      item: {
        Put: { TableName, Item: itemOf(entry), ...unchanged(entry.version - 1, entry.created_at) },
      },
      refused: changed,
    }),
    remove: (read) => ({
      item: {
        Delete: {
          TableName,
          Key: { client_id: tenant, question: read.question },
          ...unchanged(read.version, read.created_at),
        },
      },
      refused: changed,
    }),
  };
};
