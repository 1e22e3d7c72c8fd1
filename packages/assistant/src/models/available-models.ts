import type { Log } from '@frontdesk/core/observe';
import type { ChatModel } from '../types';
import { type BedrockOptions, bedrockModel } from './bedrock';
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

export interface AvailableModels {
  /** Of OpenAI, or of whoever speaks its protocol. */
  readonly readKey: ReadKey;
  readonly openai: OpenAiSettings;
  readonly bedrock: BedrockOptions;
}

/**
 * `offline` and `bedrock` always, `openai` while there is a key for it. A key that cannot be read counts as no key: then the next
 * model of the tenant's list answers, as it does if the account may not use the model of Bedrock.
 */
export const createModels = ({ readKey, openai, bedrock }: AvailableModels, log: Log): Models => {
  const keyless = new Map([
    ['offline', offlineModel],
    ['bedrock', bedrockModel(bedrock)],
  ]);
  const apiKey = async (): Promise<string> => (await readKey()) ?? '';
  const withOpenAi = new Map([...keyless, ['openai', openAiModel({ ...openai, apiKey })]]);
  return async () => {
    try {
      return (await apiKey()) === '' ? keyless : withOpenAi;
    } catch (error) {
      log.warn('the model key could not be read', { error });
      return keyless;
    }
  };
};
