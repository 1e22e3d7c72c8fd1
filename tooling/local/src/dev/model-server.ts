import { STAND_IN_KEY, standInAnswer, startOpenAiServer } from '@frontdesk/vendors/openai';
import type { ModelSettings } from '../stack/model-settings';
import type { DevSettings } from './settings';

/**
 * Decides which model server the functions use: the one in the settings, or the stand-in if it was asked for and there
 * is no key. The stand-in ends with this process.
 */
export const modelServer = async (settings: DevSettings): Promise<ModelSettings> => {
  if (settings.FRONTDESK_STAND_INS === 'openai' && settings.OPENAI_API_KEY === undefined) {
    const standIn = await startOpenAiServer();
    standIn.behave({ kind: 'answer', of: standInAnswer });
    return { apiKey: STAND_IN_KEY, baseUrl: standIn.baseUrl, model: 'stand-in' };
  }
  return {
    apiKey: settings.OPENAI_API_KEY,
    baseUrl: settings.OPENAI_BASE_URL,
    model: settings.OPENAI_MODEL,
    embeddingModel: settings.OPENAI_EMBEDDING_MODEL,
  };
};
