import { type Embedder, openAiEmbedder } from '@frontdesk/assistant/models/embeddings';
import type { Secrets } from '@frontdesk/aws';
import type { Environment } from '@frontdesk/core/declare';
import type { Log } from '@frontdesk/core/observe/log';
import type { TenantSettings } from '@frontdesk/tenant';
import { openAiApiKey } from './openai';

/** What a function that embeds declares. Without a model's name there are no embeddings. */
export const embeddingEnvironment: Environment = {
  OPENAI_BASE_URL: { ref: 'openai_base_url' },
  OPENAI_EMBEDDING_MODEL: { ref: 'openai_embedding_model' },
};

export interface EmbeddingSettings {
  readonly baseUrl: string;
  /** The vendor's name of the model; empty switches embeddings off. */
  readonly model: string;
}

/** The embedder there is for a tenant at this moment, if any. */
export type Embedders = (settings: Pick<TenantSettings, 'models'>) => Promise<Embedder | undefined>;

/**
 * Embeddings where they are configured: a model is named, there is a key, and the tenant lists the vendor. What a tenant and
 * its customers write goes to no vendor that it does not list. A key that cannot be read just now is no key.
 */
export const createEmbedders = (secrets: Secrets, { baseUrl, model }: EmbeddingSettings, log: Log): Embedders => {
  if (model === '') return async () => undefined;
  const apiKey = async (): Promise<string> => (await secrets.get(openAiApiKey)) ?? '';
  const embedder = openAiEmbedder({ apiKey, baseUrl, model });
  return async ({ models }) => {
    if (!models.includes('openai')) return undefined;
    try {
      return (await apiKey()) === '' ? undefined : embedder;
    } catch (error) {
      log.warn('the key for embeddings could not be read', { error });
      return undefined;
    }
  };
};
