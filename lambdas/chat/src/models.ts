import { offlineModel } from '@frontdesk/assistant/models/offline';
import { openAiModel } from '@frontdesk/assistant/models/openai';
import type { ChatModel } from '@frontdesk/assistant/types';
import type { Secrets } from '@frontdesk/aws';
import type { Log } from '@frontdesk/core/observe/log';
import { openAiApiKey } from '@frontdesk/runtime/openai';

export interface OpenAiSettings {
  readonly baseUrl: string;
  readonly model: string;
}

/** The models there are at this moment, by the names that tenants list them under. */
export type Models = () => Promise<ReadonlyMap<string, ChatModel>>;

/**
 * `offline` always, `openai` as long as there is a key for it. A key that cannot be read just now is no key: the next model
 * of the tenant's list answers.
 */
export const createModels = (secrets: Secrets, settings: OpenAiSettings, log: Log): Models => {
  const offline = new Map([['offline', offlineModel]]);
  const apiKey = async (): Promise<string> => (await secrets.get(openAiApiKey)) ?? '';
  const withOpenAi = new Map([...offline, ['openai', openAiModel({ ...settings, apiKey })]]);
  return async () => {
    try {
      return (await apiKey()) === '' ? offline : withOpenAi;
    } catch (error) {
      log.warn('the model key could not be read', { error });
      return offline;
    }
  };
};
