import type { FunctionConfig } from '@frontdesk/tenant';
import { defaultSettings, storedSettings, type TenantSettings } from '@frontdesk/tenant';
import { batchGet } from '../access/batch-get';
import { Contention } from '../access/contention';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { promptsTable } from '../definitions/prompts';
import { FAQ_VERSION, type FaqLogRepository, type FaqState, faqLogRepository, faqStateOf } from './faq-log';
import { documentOf, type VersionedDocument, versionedDocument } from './versioned-document';

/** The ids of the items in a tenant's partition. */
const SETTINGS = 'settings';
const SYSTEM_PROMPT = 'prompt';
const FUNCTION_CONFIG = 'func-config';

export interface SystemPrompt {
  readonly prompt: string;
}

/** What a chat turn reads about the tenant besides its settings. */
export interface TurnMaterial {
  readonly systemPrompt?: string;
  readonly functionConfig?: FunctionConfig;
  readonly faq: FaqState;
}

/** Settings as they were read, in order to change them. */
export interface SettingsToChange {
  readonly settings: TenantSettings;
  /** Refused with `Contention` if the settings were changed since they were read. */
  replacedBy(settings: TenantSettings): Write;
}

export interface PromptsRepository extends FaqLogRepository {
  /** A tenant without settings has the defaults. */
  settings(): Promise<TenantSettings>;
  /** Replaces whatever is there. A change based on the previous settings goes through `settingsToChange`. */
  putSettings(settings: TenantSettings): Write;
  settingsToChange(): Promise<SettingsToChange>;
  readonly systemPrompt: VersionedDocument<SystemPrompt>;
  readonly functionConfig: VersionedDocument<FunctionConfig>;
  turnMaterial(): Promise<TurnMaterial>;
}

export const promptsRepository = (partition: Partition): PromptsRepository => {
  const { tenant, client, table } = partition;
  const TableName = table(promptsTable.name);
  const key = (id: string) => ({ client_id: tenant, id });
  const read = async (id: string): Promise<Record<string, unknown> | undefined> =>
    (await client.send('GetItem', { TableName, Key: key(id), ConsistentRead: true })).Item;

  const settingsOf = (item: Record<string, unknown> | undefined): TenantSettings =>
    item ? storedSettings.parse(item.settings) : defaultSettings();
  const put = (settings: TenantSettings) => ({ TableName, Item: { ...key(SETTINGS), settings } });

  return {
    settings: async () => settingsOf(await read(SETTINGS)),
    putSettings: (settings) => ({ item: { Put: put(settings) } }),
    settingsToChange: async () => {
      const item = await read(SETTINGS);
      const unchanged = item
        ? { ConditionExpression: 'settings = :read', ExpressionAttributeValues: { ':read': item.settings } }
        : { ConditionExpression: 'attribute_not_exists(client_id)' };
      return {
        settings: settingsOf(item),
        replacedBy: (settings) => ({
          item: { Put: { ...put(settings), ...unchanged } },
          refused: () => new Contention(),
        }),
      };
    },
    systemPrompt: versionedDocument(partition, SYSTEM_PROMPT),
    functionConfig: versionedDocument(partition, FUNCTION_CONFIG),
    turnMaterial: async () => {
      const found = await batchGet(client, TableName, [SYSTEM_PROMPT, FUNCTION_CONFIG, FAQ_VERSION].map(key));
      const items = new Map(found.map((item) => [item.id, item]));
      const contentOf = <C>(id: string): C | undefined => {
        const item = items.get(id);
        return item && documentOf<C>(item).content;
      };
      const prompt = contentOf<SystemPrompt>(SYSTEM_PROMPT);
      const config = contentOf<FunctionConfig>(FUNCTION_CONFIG);
      return {
        faq: faqStateOf(items.get(FAQ_VERSION)),
        ...(prompt && { systemPrompt: prompt.prompt }),
        ...(config && { functionConfig: config }),
      };
    },
    ...faqLogRepository(partition),
  };
};
