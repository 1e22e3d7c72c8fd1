import type { Log } from '@frontdesk/core/observe';
import type { ChatModel } from '../types';
import { offlineModel } from './offline';
import { openAiModel } from './openai';

export interface OpenAiSettings {
  readonly baseUrl: string;
  /** The vendor's name of the model. */
  readonly model: string;
}

/** Reads the key, which may have been rotated or may be missing. */
export type ReadKey = () => Promise<string | undefined>;

/** The models that are available at this moment, by the names under which tenants list them. */
export type Models = () => Promise<ReadonlyMap<string, ChatModel>>;

/**
 * `offline` always, `openai` while there is a key for it. A key that cannot be read counts as no key: then the next model of
 * the tenant's list answers.
 */
export const createModels = (readKey: ReadKey, settings: OpenAiSettings, log: Log): Models => {
  const offline = new Map([['offline', offlineModel]]);
  const apiKey = async (): Promise<string> => (await readKey()) ?? '';
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
