import { notFound } from '@frontdesk/core/errors';
import { type FaqEntry, questionOf, type TenantTables } from '@frontdesk/tables';

/** The tenant's entry with an id. @throws Problem `not_found`, also for an id that no entry can have. */
export const findEntry = async ({ faq }: TenantTables<'faq'>, id: string): Promise<FaqEntry> => {
  const question = questionOf(id);
  const entry = question === undefined ? undefined : await faq.get(question);
  if (!entry) throw notFound();
  return entry;
};
