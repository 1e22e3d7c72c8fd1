import { Problem } from '@frontdesk/core/errors';
import { batchGet } from '../access/batch-get';
import { Contention } from '../access/contention';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { queryPages, queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import { pick } from '../access/pick';
import type { Write } from '../access/write';
import { faqTable } from '../definitions/faq';
import { type Embedding, embeddingAttributes, embeddingOf } from './embedding';
import { faqId, MAX_QUESTION_BYTES } from './faq-id';

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

/** An entry with its embedding, which only the index needs: no answer of the API ever contains it. */
export interface IndexedFaqEntry extends FaqEntry {
  readonly embedding?: Embedding;
}

export interface FaqRepository {
  /** By question, in byte order. A cursor belongs to the list of its name. */
  list(page: PageRequest, listName?: string): Promise<Page<FaqEntry>>;
  get(question: string): Promise<FaqEntry | undefined>;
  /**
   * Every entry, read consistently, a page of DynamoDB's at a time: what an index is built from.
   * @param limit of entries in a page; without it a page is as much as DynamoDB answers, 1 MB.
   */
  pages(limit?: number): AsyncIterable<IndexedFaqEntry[]>;
  /** Every entry at once. */
  all(): Promise<IndexedFaqEntry[]>;
  /** The entries of at most 100 questions, read consistently, as far as there are any. */
  some(questions: readonly string[]): Promise<IndexedFaqEntry[]>;
  /** Refused with `faq_exists`. */
  create(entry: FaqEntry, embedding?: Embedding): Write;
  /**
   * Refused with `write_conflict`, a `Contention`, if the entry is no longer at `entry.version - 1`. The embedding is replaced
   * too: without a new one the entry has none, because the old one was made from the old text.
   */
  replace(entry: FaqEntry, embedding?: Embedding): Write;
  /** Gives an entry, as it was read, its embedding, without a new version. Refused like `replace`. */
  embed(read: FaqEntry, embedding: Embedding): Write;
  /** Removes an entry as it was read. Refused with `write_conflict`, a `Contention`, if it has changed since. */
  remove(read: FaqEntry): Write;
}

const ENTRY = ['faq_id', 'question', 'answer', 'tags', 'language', 'version', 'created_at', 'updated_at'] as const;

const isQuestion = (text: string): boolean => Buffer.byteLength(text) <= MAX_QUESTION_BYTES;

const entryOf = (item: Record<string, unknown>): FaqEntry =>
  pick<FaqEntry>({ ...item, faq_id: faqId(String(item.question)) }, ENTRY);

const indexedEntryOf = (item: Record<string, unknown>): IndexedFaqEntry => {
  const embedding = embeddingOf(item);
  return { ...entryOf(item), ...(embedding && { embedding }) };
};

export const faqRepository = ({ tenant, client, table }: Partition): FaqRepository => {
  const TableName = table(faqTable.name);
  const byTenant = {
    TableName,
    KeyConditionExpression: 'client_id = :tenant',
    ExpressionAttributeValues: { ':tenant': tenant },
    ConsistentRead: true,
  };
  const itemOf = (entry: FaqEntry, embedding: Embedding | undefined) => {
    const { question, answer, tags, language, version, created_at, updated_at } = entry;
    return {
      client_id: tenant,
      ...{ question, answer, tags, language, version, created_at, updated_at },
      ...(embedding && embeddingAttributes(embedding)),
    };
  };
  const alreadyExists = (): Problem =>
    new Problem('faq_exists', { detail: 'Change that entry instead, or phrase the question differently.' });
  const changedMeanwhile = (): Problem =>
    new Contention('write_conflict', { detail: 'Read the entry again, and repeat the change.' });
  async function* pages(limit?: number): AsyncGenerator<IndexedFaqEntry[]> {
    for await (const page of queryPages(client, { ...byTenant, Limit: limit })) yield page.map(indexedEntryOf);
  }
  // The entry may have been deleted and created again: then its version may be the same, but not its time of creation.
  const unchanged = (version: number, createdAt: string) => ({
    ConditionExpression: 'version = :read AND created_at = :created',
    ExpressionAttributeValues: { ':read': version, ':created': createdAt },
  });

  return {
    list: async ({ limit, cursor }, listName = 'faq') => {
      const scope = [tenant, listName];
      const after = cursor === undefined ? undefined : decodeCursor(cursor, scope, isQuestion);
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
      const { Item } = await client.send('GetItem', {
        TableName,
        Key: { client_id: tenant, question },
        ConsistentRead: true,
      });
      return Item && entryOf(Item);
    },
    pages,
    all: async () => {
      const entries: IndexedFaqEntry[] = [];
      for await (const page of pages()) entries.push(...page);
      return entries;
    },
    some: async (questions) => {
      const keys = questions.map((question) => ({ client_id: tenant, question }));
      return (await batchGet(client, TableName, keys)).map(indexedEntryOf);
    },
    create: (entry, embedding) => ({
      item: {
        Put: { TableName, Item: itemOf(entry, embedding), ConditionExpression: 'attribute_not_exists(client_id)' },
      },
      refused: alreadyExists,
    }),
    replace: (entry, embedding) => ({
      item: {
        Put: { TableName, Item: itemOf(entry, embedding), ...unchanged(entry.version - 1, entry.created_at) },
      },
      refused: changedMeanwhile,
    }),
    embed: (read, embedding) => ({
      item: { Put: { TableName, Item: itemOf(read, embedding), ...unchanged(read.version, read.created_at) } },
      refused: changedMeanwhile,
    }),
    remove: (read) => ({
      item: {
        Delete: {
          TableName,
          Key: { client_id: tenant, question: read.question },
          ...unchanged(read.version, read.created_at),
        },
      },
      refused: changedMeanwhile,
    }),
  };
};
