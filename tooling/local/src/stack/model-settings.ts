import { REFERENCES } from '@frontdesk/core/declare';

/** A model server that the laptop's owner named, in `.env` or in the environment. */
export interface ModelSettings {
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly model?: string | undefined;
  /** Switches embeddings on. */
  readonly embeddingModel?: string | undefined;
}

/** What the functions are configured with, under the same names as in `terraform output`. */
export const modelReferences = ({ baseUrl, model, embeddingModel }: ModelSettings) => ({
  openai_base_url: baseUrl ?? REFERENCES.openai_base_url.default,
  openai_model: model ?? REFERENCES.openai_model.default,
  openai_embedding_model: embeddingModel ?? REFERENCES.openai_embedding_model.default,
});

/** For the start-up text. A key's value is never shown. */
export const modelWords = (settings: ModelSettings, hasKey: boolean): string => {
  if (!hasKey) return 'offline: answers from the FAQ (OPENAI_API_KEY in .env switches to a real one)';
  const { openai_base_url, openai_model, openai_embedding_model } = modelReferences(settings);
  const embeddings = openai_embedding_model === '' ? '' : `; embeddings from ${openai_embedding_model}`;
  return `${openai_model} at ${openai_base_url}, then offline${embeddings}`;
};
