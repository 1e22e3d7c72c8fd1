import type { Problem } from '@frontdesk/core/errors';
import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { Contention } from '../access/contention';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { jsonText, readJsonText } from '../access/json-text';
import { MAX_PAGE_BYTES, queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { promptsTable } from '../definitions/prompts';

/** One version of a tenant's document: its system prompt or its function configuration. */
export interface DocumentVersion<C> {
  /** Counts the document's changes, from 1. */
  readonly version: number;
  readonly content: C;
  readonly updated_at: string;
  /** The principal who wrote it. */
  readonly updated_by: string;
}

export interface VersionedDocument<C extends object> {
  current(): Promise<DocumentVersion<C> | undefined>;
  at(version: number): Promise<DocumentVersion<C> | undefined>;
  /** Newest first. A page may be shorter than asked for and still have a next one, because its size is limited. */
  versions(page: PageRequest): Promise<Page<DocumentVersion<C>>>;
  /**
   * Makes a version the current one and keeps it among the versions. Refused with `version_conflict`, a `Contention`, unless
   * the document is at `next.version - 1`.
   */
  write(next: DocumentVersion<C>): Write[];
}

/** Versions sort as text: their numbers have ten digits. */
const versionKey = (id: string, version: number): string => [id, String(version).padStart(10, '0')].join(KEY_SEPARATOR);

const isVersion = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

/** Sorts after every version's key. */
const beyond = (id: string): string => `${id}${KEY_SEPARATOR}~`;

export const versionedDocument = <C extends object>(
  { tenant, client, table }: Partition,
  id: string,
): VersionedDocument<C> => {
  const TableName = table(promptsTable.name);

  const read = async (key: string): Promise<DocumentVersion<C> | undefined> => {
    const { Item } = await client.send('GetItem', {
      TableName,
      Key: { client_id: tenant, id: key },
      ConsistentRead: true,
    });
    return Item && documentOf<C>(Item);
  };

  const versionConflict = (): Problem =>
    new Contention('version_conflict', {
      detail: 'Somebody has written another version in the meantime. Read it, and repeat the change.',
    });

  return {
    current: () => read(id),
    at: (version) => read(versionKey(id, version)),
    versions: async ({ limit, cursor }) => {
      const scope = [tenant, 'versions', id];
      const before = cursor === undefined ? beyond(id) : versionKey(id, Number(decodeCursor(cursor, scope, isVersion)));
      const { items, more } = await queryUpTo(
        client,
        {
          TableName,
          KeyConditionExpression: 'client_id = :tenant AND id BETWEEN :first AND :before',
          ExpressionAttributeValues: { ':tenant': tenant, ':first': versionKey(id, 1), ':before': before },
          ScanIndexForward: false,
          ConsistentRead: true,
        },
        limit,
        MAX_PAGE_BYTES,
      );
      const versions = items.map((item) => documentOf<C>(item));
      const last = versions.at(-1);
      return { items: versions, nextCursor: more && last ? encodeCursor(String(last.version - 1), scope) : null };
    },
    write: (next) => {
      const put = (key: string, condition: object): Write => ({
        item: {
          Put: {
            TableName,
            Item: { client_id: tenant, id: key, ...next, content: jsonText(next.content) },
            ...condition,
          },
        },
        refused: versionConflict,
      });
      const unchanged =
        next.version === 1
          ? { ConditionExpression: 'attribute_not_exists(client_id)' }
          : { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': next.version - 1 } };
      return [put(id, unchanged), put(versionKey(id, next.version), {})];
    },
  };
};

/** A version as its item holds it. */
export const documentOf = <C>(item: Record<string, unknown>): DocumentVersion<C> => {
  const { client_id: _tenant, id: _id, content, ...document } = item;
  return { ...document, content: readJsonText(content) } as unknown as DocumentVersion<C>;
};
