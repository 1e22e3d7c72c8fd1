import type { TableDeclaration } from '@frontdesk/core/declare';
import { faqTable } from './faq';
import { idempotencyTable } from './idempotency';
import { logsTable } from './logs';
import { promptsTable } from './prompts';
import { rateLimitsTable } from './rate-limits';
import { registryTable } from './registry';
import { tasksTable } from './tasks';

export { faqTable, idempotencyTable, logsTable, promptsTable, rateLimitsTable, registryTable, tasksTable };

/** Every table there is: what the manifest collects, Terraform creates and the local stack creates. */
export const TABLES: readonly TableDeclaration[] = [
  faqTable,
  idempotencyTable,
  logsTable,
  promptsTable,
  rateLimitsTable,
  registryTable,
  tasksTable,
];
