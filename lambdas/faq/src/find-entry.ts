import { notFound } from '@frontdesk/core/errors';
import { type FaqEntry, questionOf, type TenantTables } from '@frontdesk/tables';

/** The tenant's entry at an address. @throws Problem `not_found`, also for an address that cannot be one. */
export const findEntry = async ({ faq }: TenantTables<'faq'>, id: string): Promise<FaqEntry> => {
  const question = questionOf(id);
  const entry = question === undefined ? undefined : await faq.get(question);
  if (!entry) throw notFound();
  return entry;
};
