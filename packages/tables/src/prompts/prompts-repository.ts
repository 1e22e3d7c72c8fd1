import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { FunctionConfig } from '@frontdesk/core/tenant/function-config';
import { defaultSettings, storedSettings, type TenantSettings } from '@frontdesk/core/tenant/settings';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { promptsTable } from '../definitions/prompts';
import { type VersionedDocument, versionedDocument } from './versioned-document';

/** The ids of the items in a tenant's partition. */
const SETTINGS = 'settings';
const SYSTEM_PROMPT = 'prompt';
const FUNCTION_CONFIG = 'func-config';
const FAQ_VERSION = 'faq-version';

export interface SystemPrompt {
  readonly prompt: string;
}

/** What a chat turn reads of the tenant besides its settings. */
export interface TurnMaterial {
  readonly systemPrompt?: string;
  readonly functionConfig?: FunctionConfig;
  /** 0 as long as the tenant has never had an entry. */
  readonly faqVersion: number;
}

export interface PromptsRepository {
  /** A tenant without settings has the defaults. */
  settings(): Promise<TenantSettings>;
  putSettings(settings: TenantSettings): Write;
  readonly systemPrompt: VersionedDocument<SystemPrompt>;
  readonly functionConfig: VersionedDocument<FunctionConfig>;
  turnMaterial(): Promise<TurnMaterial>;
  faqVersion(): Promise<number>;
  /** Belongs into every transaction that changes the FAQ: indexes in memory are rebuilt when it has grown. */
  bumpFaqVersion(): Write;
}

export const promptsRepository = (partition: Partition): PromptsRepository => {
  const { tenant, client, table } = partition;
  const TableName = table(promptsTable.name);
  const key = (id: string) => ({ client_id: tenant, id });
  const read = async (id: string): Promise<Record<string, unknown> | undefined> =>
    (await client.send(new GetCommand({ TableName, Key: key(id), ConsistentRead: true }))).Item;

  const readMany = async (ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> => {
    const found = new Map<string, Record<string, unknown>>();
    let wanted: Record<string, unknown>[] | undefined = ids.map(key);
    while (wanted && wanted.length > 0) {
      const {
        Responses,
        UnprocessedKeys,
      }: {
        Responses?: Record<string, Record<string, unknown>[]>;
        UnprocessedKeys?: Record<string, { Keys?: Record<string, unknown>[] }>;
      } = await client.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: wanted, ConsistentRead: true } } }),
      );
      for (const item of Responses?.[TableName] ?? []) found.set(String(item.id), item);
      wanted = UnprocessedKeys?.[TableName]?.Keys;
    }
    return found;
  };

  return {
    settings: async () => {
      const item = await read(SETTINGS);
      return item ? storedSettings.parse(item.settings) : defaultSettings();
    },
    putSettings: (settings) => ({ item: { Put: { TableName, Item: { ...key(SETTINGS), settings } } } }),
    systemPrompt: versionedDocument(partition, SYSTEM_PROMPT),
    functionConfig: versionedDocument(partition, FUNCTION_CONFIG),
    turnMaterial: async () => {
      const items = await readMany([SYSTEM_PROMPT, FUNCTION_CONFIG, FAQ_VERSION]);
      const prompt = items.get(SYSTEM_PROMPT)?.content as SystemPrompt | undefined;
      const config = items.get(FUNCTION_CONFIG)?.content as FunctionConfig | undefined;
      return {
        faqVersion: Number(items.get(FAQ_VERSION)?.version ?? 0),
        ...(prompt && { systemPrompt: prompt.prompt }),
        ...(config && { functionConfig: config }),
      };
    },
    faqVersion: async () => Number((await read(FAQ_VERSION))?.version ?? 0),
    bumpFaqVersion: () => ({
      item: {
        Update: {
          TableName,
          Key: key(FAQ_VERSION),
          UpdateExpression: 'ADD version :one',
          ExpressionAttributeValues: { ':one': 1 },
        },
      },
    }),
  };
};
