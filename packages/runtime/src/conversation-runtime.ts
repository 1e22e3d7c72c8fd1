import { createModels } from '@frontdesk/assistant/models';
import { createConverseStream } from '@frontdesk/aws';
import type { ConversationDeps } from '@frontdesk/conversation';
import { address, filled, present, readConfig } from '@frontdesk/core/config';
import type { Base } from './base';
import { embeddingRuntime, keyReader } from './embedding-runtime';
import { indexRuntime } from './index-runtime';
import type { TenantRuntime } from './tenant-runtime';

const environment = { OPENAI_BASE_URL: address, OPENAI_MODEL: present, BEDROCK_REGION: filled, BEDROCK_MODEL: filled };

/** The tenants' models and indexes, for a function that declares `conversationEnvironment` and `modelGrants`. */
export const conversationModels = (base: Base): Pick<ConversationDeps, 'indexes' | 'models' | 'embedders'> => {
  const config = readConfig(environment);
  const readKey = keyReader(base);
  // Begun while Lambda initializes the instance, so that its first customer does not wait for it.
  readKey().catch(() => undefined);
  return {
    indexes: indexRuntime(base),
    models: createModels(
      {
        readKey,
        openai: { baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_MODEL },
        bedrock: { converse: createConverseStream({ region: config.BEDROCK_REGION }), model: config.BEDROCK_MODEL },
      },
      base.log,
    ),
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
