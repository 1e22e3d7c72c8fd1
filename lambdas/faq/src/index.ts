import { httpHandler } from '@frontdesk/core/http';
import { embeddingRuntime, indexRuntime, senderRuntime, tenantRuntime } from '@frontdesk/runtime';
import { faq, logs, prompts } from '@frontdesk/tables';
import declaration from './function';

const { base, platform, tables } = tenantRuntime(declaration.name, { faq, logs, prompts });

export const handler = httpHandler(declaration, platform, {
  tables,
  clock: base.clock,
  indexes: indexRuntime(base),
  embedders: embeddingRuntime(base),
  sender: senderRuntime(base),
});
