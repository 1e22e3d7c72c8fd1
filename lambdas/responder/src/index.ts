import { batchHandler } from '@frontdesk/core/batch';
import { ulids } from '@frontdesk/core/time';
import { batchPlatform, conversationModels, realtimeRuntime, workerRuntime } from '@frontdesk/runtime';
import { connections, createTenantDirectory, faq, logs, messages, prompts, threads } from '@frontdesk/tables';
import declaration from './function';

const { base, tables } = workerRuntime(declaration.name, { connections, faq, logs, messages, prompts, threads });

export const handler = batchHandler(declaration, batchPlatform(base), {
  ...realtimeRuntime(base),
  ...conversationModels(base),
  tables,
  ids: ulids(),
  settings: createTenantDirectory(tables, base.clock).settings,
});
