import { createModels } from '@frontdesk/assistant/models';
import type { ConversationDeps } from '@frontdesk/conversation';
import { address, present, readConfig } from '@frontdesk/core/config';
import type { Base } from './base';
import { embeddingRuntime, keyReader } from './embedding-runtime';
import { indexRuntime } from './index-runtime';
import type { TenantRuntime } from './tenant-runtime';

const environment = { OPENAI_BASE_URL: address, OPENAI_MODEL: present };

/** The tenants' models and indexes, for a function that declares `conversationEnvironment`. */
export const conversationModels = (base: Base): Pick<ConversationDeps, 'indexes' | 'models' | 'embedders'> => {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = readConfig(environment);
  const readKey = keyReader(base);
  // Begun while Lambda initializes the instance, so that its first customer does not wait for it.
  readKey().catch(() => undefined);
  return {
    indexes: indexRuntime(base),
    models: createModels(readKey, { baseUrl, model }, base.log),
    embedders: embeddingRuntime(base, readKey),
  };
};

/** What `converse` needs. */
export const conversationRuntime = ({ base, tables, ids }: TenantRuntime<'faq' | 'logs'>): ConversationDeps => ({
  ...conversationModels(base),
  tables,
  clock: base.clock,
  ids,
  metrics: base.metrics,
});
