import { batchHandler } from '@frontdesk/core/batch';
import { batchPlatform, faqSnapshots, workerRuntime } from '@frontdesk/runtime';
import { faq, prompts } from '@frontdesk/tables';
import declaration from './function';

const { base, tables } = workerRuntime(declaration.name, { faq, prompts });

export const handler = batchHandler(declaration, batchPlatform(base), {
  tables,
  snapshots: faqSnapshots(base),
  clock: base.clock,
});
