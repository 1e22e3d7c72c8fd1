import type { Log } from '@frontdesk/core/observe';
import type { TenantSettings } from '@frontdesk/tenant';
import type { OpenAiSettings, ReadKey } from './available-models';
import { type Embedder, openAiEmbedder } from './embeddings';

/** The embedder that is available for a tenant at this moment, if any. */
export type Embedders = (settings: Pick<TenantSettings, 'models'>) => Promise<Embedder | undefined>;

/**
 * Embeddings, if they are configured: a model is named, there is a key, and the tenant lists the vendor. What a tenant and its
 * customers write never goes to a vendor that the tenant does not list. A key that cannot be read counts as no key.
 * @param settings without a model's name there are no embeddings.
 */
export const createEmbedders = (readKey: ReadKey, { baseUrl, model }: OpenAiSettings, log: Log): Embedders => {
  if (model === '') return async () => undefined;
  const apiKey = async (): Promise<string> => (await readKey()) ?? '';
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
