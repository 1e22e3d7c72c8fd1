import type { IndexCache } from '@frontdesk/assistant/retrieval';
import { faqReader, type TenantTables } from '@frontdesk/tables';

/** The tenant's index, and what else a prompt is made of: read beside everything else that the turn waits for. */
export const readMaterial = async (tenant: string, tables: TenantTables<'faq' | 'prompts'>, indexes: IndexCache) => {
  const material = await tables.prompts.turnMaterial();
  return { material, index: await indexes.get(tenant, material.faq, faqReader(tables)) };
};
