import { REFERENCES } from '@frontdesk/core/declare';
import { LOCAL_ACCOUNT } from './account';

/** A model server that the laptop's owner named, in `.env` or in the environment. */
export interface ModelSettings {
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly model?: string | undefined;
  /** Switches embeddings on. */
  readonly embeddingModel?: string | undefined;
}

/** A stand-in for Bedrock. */
export interface BedrockStandIn {
  readonly url: string;
  /** What the answers call it. */
  readonly model: string;
}

export interface Models {
  readonly openai: ModelSettings;
  /** Without one, Bedrock refuses every request, and the next model of a tenant's list answers. */
  readonly bedrock?: BedrockStandIn | undefined;
}

/** What the functions are configured with, under the same names as in `terraform output`. */
export const modelReferences = ({ openai: { baseUrl, model, embeddingModel }, bedrock }: Models) => ({
  bedrock_region: LOCAL_ACCOUNT.region,
  bedrock_model: bedrock?.model ?? REFERENCES.bedrock_model.default,
  openai_base_url: baseUrl ?? REFERENCES.openai_base_url.default,
  openai_model: model ?? REFERENCES.openai_model.default,
  openai_embedding_model: embeddingModel ?? REFERENCES.openai_embedding_model.default,
});

/** For the start-up text. A key's value is never shown. */
export const modelWords = (models: Models, hasKey: boolean): string => {
  const { openai_base_url, openai_model, openai_embedding_model } = modelReferences(models);
  const bedrock = models.bedrock ? '; a stand-in for tenants that list bedrock' : '';
  if (!hasKey) return `offline: answers from the FAQ (OPENAI_API_KEY in .env switches to a real one)${bedrock}`;
  const embeddings = openai_embedding_model === '' ? '' : `; embeddings from ${openai_embedding_model}`;
  return `${openai_model} at ${openai_base_url}, then offline${embeddings}${bedrock}`;
};
