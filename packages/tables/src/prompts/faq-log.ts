import { hasExpired } from '../access/expiry';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { promptsTable } from '../definitions/prompts';
import { changeItems, type FaqChange, faqChangeOf, firstChangeAt, questionsOfChanges } from './faq-changes';

/** The item that counts a FAQ's changes. It sorts after the changes themselves, so that one query reads both. */
export const FAQ_VERSION = 'faq-version';

/** Where a tenant's FAQ stands. */
export interface FaqState {
  /** How often it was changed: 0 until the tenant has its first entry. */
  readonly version: number;
  /** The version of the last snapshot of its index, if there is one. */
  readonly snapshot?: number;
}

/** The latest changes, and where the FAQ stands with them. */
export interface FaqLog extends FaqState {
  readonly changes: readonly FaqChange[];
}

export interface FaqLogRepository {
  /**
   * Belongs in every transaction that changes the FAQ: it counts the change, and says what changed. Indexes in memory follow
   * both. A change counts once, and has one item, so that a reader knows whether it has seen all of them.
   * @param questions of the entries that are written or removed, at most `MOST_CHANGED_AT_ONCE`.
   */
  faqChanged(questions: readonly string[]): Write[];
  faqState(): Promise<FaqState>;
  /** The changes since a time, in epoch milliseconds; `undefined` if they are more than a page. */
  faqLog(sinceMs: number): Promise<FaqLog | undefined>;
  /** The questions of at most 100 changes that do not tell them, by the change's id; without those that cannot be found. */
  faqQuestions(changes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Says that there is a snapshot of a version. */
  faqSnapshotMade(version: number): Write;
}

/** The state as the item that counts the changes has it. */
export const faqStateOf = (item: Record<string, unknown> | undefined): FaqState => ({
  version: Number(item?.version ?? 0),
  ...(item?.snapshot !== undefined && { snapshot: Number(item.snapshot) }),
});

export const faqLogRepository = (partition: Partition): FaqLogRepository => {
  const { tenant, client, clock, table } = partition;
  const TableName = table(promptsTable.name);
  const versionKey = { client_id: tenant, id: FAQ_VERSION };
  return {
    faqChanged: (questions) => [
      ...changeItems(partition, questions),
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
    ],
    faqState: async () =>
      faqStateOf((await client.send('GetItem', { TableName, Key: versionKey, ConsistentRead: true })).Item),
    faqLog: async (sinceMs) => {
      const { Items = [], LastEvaluatedKey } = await client.send('Query', {
        TableName,
        KeyConditionExpression: 'client_id = :tenant AND id BETWEEN :since AND :version',
        ExpressionAttributeValues: {
          ':tenant': tenant,
          ':since': firstChangeAt(sinceMs),
          ':version': FAQ_VERSION,
        },
        ConsistentRead: true,
      });
      if (LastEvaluatedKey) return undefined;
      const changes = Items.filter((item) => item.id !== FAQ_VERSION && !hasExpired(item, clock));
      return {
        ...faqStateOf(Items.find(({ id }) => id === FAQ_VERSION)),
        changes: changes.map(faqChangeOf),
      };
    },
    faqQuestions: (changes) => questionsOfChanges(partition, changes),
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
