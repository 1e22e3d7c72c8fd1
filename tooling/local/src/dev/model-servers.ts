import { standInAnswer as bedrockAnswer, startBedrockServer } from '@frontdesk/vendors/bedrock';
import { standInAnswer as openAiAnswer, STAND_IN_KEY, startOpenAiServer } from '@frontdesk/vendors/openai';
import type { BedrockStandIn, ModelSettings, Models } from '../stack/model-settings';
import type { DevSettings } from './settings';

/** What the stand-ins' models are called. The functions put it into their answers. */
const STAND_IN = 'stand-in';

const openAi = async (settings: DevSettings): Promise<ModelSettings> => {
  if (settings.FRONTDESK_STAND_INS.includes('openai') && settings.OPENAI_API_KEY === undefined) {
    const standIn = await startOpenAiServer();
    standIn.behave({ kind: 'answer', of: openAiAnswer });
    return { apiKey: STAND_IN_KEY, baseUrl: standIn.baseUrl, model: STAND_IN };
  }
  return {
    apiKey: settings.OPENAI_API_KEY,
    baseUrl: settings.OPENAI_BASE_URL,
    model: settings.OPENAI_MODEL,
    embeddingModel: settings.OPENAI_EMBEDDING_MODEL,
  };
};

const bedrock = async (settings: DevSettings): Promise<BedrockStandIn | undefined> => {
  if (!settings.FRONTDESK_STAND_INS.includes('bedrock')) return undefined;
  const standIn = await startBedrockServer();
  standIn.behave({ kind: 'answer', of: bedrockAnswer });
  return { url: standIn.url, model: STAND_IN };
};

/**
 * Decides which models the functions ask: the server in the settings, or stand-ins that were asked for, for OpenAI only if there
 * is no key. Stand-ins end with this process.
 */
export const modelServers = async (settings: DevSettings): Promise<Models> => {
  const [ofOpenAi, ofBedrock] = await Promise.all([openAi(settings), bedrock(settings)]);
  return { openai: ofOpenAi, bedrock: ofBedrock };
};
