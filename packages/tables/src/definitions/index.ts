import type { TableDeclaration } from '@frontdesk/core/declare';
import { faqTable } from './faq';
import { logsTable } from './logs';
import { promptsTable } from './prompts';
import { registryTable } from './registry';

export { faqTable, logsTable, promptsTable, registryTable };

/** Every table there is: what the manifest collects, Terraform creates and the local stack creates. */
export const TABLES: readonly TableDeclaration[] = [faqTable, logsTable, promptsTable, registryTable];
