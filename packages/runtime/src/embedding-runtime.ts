import type { ReadKey } from '@frontdesk/assistant/models';
import { createEmbedders, type Embedders, openAiApiKey } from '@frontdesk/assistant/models';
import { createSecrets } from '@frontdesk/aws';
import { address, present, readConfig } from '@frontdesk/core/config';
import type { Base } from './base';

const environment = { OPENAI_BASE_URL: address, OPENAI_EMBEDDING_MODEL: present };

type Parts = Pick<Base, 'clock' | 'log' | 'namePrefix'>;

/** Reads the vendor's key as the operator set it. */
export const keyReader = ({ namePrefix, clock }: Parts): ReadKey => {
  const secrets = createSecrets(namePrefix, clock);
  return () => secrets.get(openAiApiKey);
};

/** The embedders of a function that declares `embeddingEnvironment`. */
export const embeddingRuntime = (base: Parts, readKey = keyReader(base)): Embedders => {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_EMBEDDING_MODEL: model } = readConfig(environment);
  return createEmbedders(readKey, { baseUrl, model }, base.log);
};
