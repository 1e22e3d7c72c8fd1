import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { epochSeconds, firstIdAt } from '@frontdesk/core/time';
import { hasExpired } from '../access/expiry';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { promptsTable } from '../definitions/prompts';

/** The item that counts a FAQ's changes. It sorts after the changes themselves, so that one query reads both. */
export const FAQ_VERSION = 'faq-version';
const CHANGE = `faq-change${KEY_SEPARATOR}`;

/** Days that a change can be read for. An index that is further behind is read anew. */
const DAYS_KEPT = 2;
const SECONDS_PER_DAY = 86_400;

/** Where a tenant's FAQ stands. */
export interface FaqState {
  /** How often it was changed: 0 until the tenant has its first entry. */
  readonly version: number;
  /** The version of the last snapshot of its index, if there is one. */
  readonly snapshot?: number;
}

/** What one transaction changed. */
export interface FaqChange {
  readonly id: string;
  /** Of the entries that were written or removed. */
  readonly questions: readonly string[];
}

/** The latest changes, and where the FAQ stands with them. */
export interface FaqLog extends FaqState {
  readonly changes: readonly FaqChange[];
}

export interface FaqLogRepository {
  /**
   * Belongs in every transaction that changes the FAQ: it counts the change, and says what changed. Indexes in memory follow
   * both. A change counts once, and has one item, so that a reader knows whether it has seen all of them.
   */
  faqChanged(questions: readonly string[]): Write[];
  faqState(): Promise<FaqState>;
  /** The changes since a time, in epoch milliseconds; `undefined` if they are more than a page. */
  faqLog(sinceMs: number): Promise<FaqLog | undefined>;
  /** Says that there is a snapshot of a version. */
  faqSnapshotMade(version: number): Write;
}

/** The state as the item that counts the changes has it. */
export const faqStateOf = (item: Record<string, unknown> | undefined): FaqState => ({
  version: Number(item?.version ?? 0),
  ...(item?.snapshot !== undefined && { snapshot: Number(item.snapshot) }),
});

export const faqLogRepository = ({ tenant, client, clock, ids, table }: Partition): FaqLogRepository => {
  const TableName = table(promptsTable.name);
  const versionKey = { client_id: tenant, id: FAQ_VERSION };
  return {
    faqChanged: (questions) => {
      const now = clock.now();
      const expires_at = epochSeconds(now) + DAYS_KEPT * SECONDS_PER_DAY;
      const Item = { client_id: tenant, id: CHANGE + ids.next(now), questions, expires_at };
      return [
        { item: { Put: { TableName, Item } } },
        {
          item: {
            Update: {
              TableName,
              Key: versionKey,
              UpdateExpression: 'ADD version :one',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        },
      ];
    },
    faqState: async () =>
      faqStateOf((await client.send('GetItem', { TableName, Key: versionKey, ConsistentRead: true })).Item),
    faqLog: async (sinceMs) => {
      const { Items = [], LastEvaluatedKey } = await client.send('Query', {
        TableName,
        KeyConditionExpression: 'client_id = :tenant AND id BETWEEN :since AND :version',
        ExpressionAttributeValues: {
          ':tenant': tenant,
          ':since': CHANGE + firstIdAt(Math.max(0, sinceMs)),
          ':version': FAQ_VERSION,
        },
        ConsistentRead: true,
      });
      if (LastEvaluatedKey) return undefined;
      const changes = Items.filter((item) => item.id !== FAQ_VERSION && !hasExpired(item, clock));
      return {
        ...faqStateOf(Items.find(({ id }) => id === FAQ_VERSION)),
        changes: changes.map(({ id, questions }) => ({ id: String(id), questions: questions as string[] })),
      };
    },
    faqSnapshotMade: (version) => ({
      item: {
        Update: {
          TableName,
          Key: versionKey,
          UpdateExpression: 'SET #snapshot = :version',
          ExpressionAttributeNames: { '#snapshot': 'snapshot' },
          ExpressionAttributeValues: { ':version': version },
        },
      },
    }),
  };
};
