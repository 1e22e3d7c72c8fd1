import { isoTime, systemClock } from '@frontdesk/core/time';
import { type FaqEntry, faqId, MOST_CHANGED_AT_ONCE, type Tables } from '@frontdesk/tables';
import { largeFaq } from '../retrieval/large-faq';

/** Gives a tenant a FAQ of some size, and returns its entries. */
export const seedFaq = async (tables: Tables, tenant: string, size: number): Promise<FaqEntry[]> => {
  const { faq, prompts, commit } = tables.forTenant(tenant);
  const now = isoTime(systemClock.now());
  const entries = largeFaq(size).map(({ question, answer, tags = [] }) => ({
    ...{ question, answer, tags, faq_id: faqId(question) },
    ...{ version: 1, created_at: now, updated_at: now },
  }));
  for (let at = 0; at < entries.length; at += MOST_CHANGED_AT_ONCE) {
    const batch = entries.slice(at, at + MOST_CHANGED_AT_ONCE);
    const changed = prompts.faqChanged(batch.map(({ question }) => question));
    await commit([...batch.map((entry) => faq.create(entry)), ...changed]);
  }
  return entries;
};
