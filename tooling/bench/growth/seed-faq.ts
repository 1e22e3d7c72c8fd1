import { isoTime, systemClock } from '@frontdesk/core/time';
import { type FaqEntry, faqId, type Tables } from '@frontdesk/tables';
import { largeFaq } from '../retrieval/large-faq';

/** A transaction takes 100 writes; two of them count the change and tell it. */
const AT_ONCE = 98;

/** Gives a tenant a FAQ of some size, and returns its entries. */
export const seedFaq = async (tables: Tables, tenant: string, size: number): Promise<FaqEntry[]> => {
  const { faq, prompts, commit } = tables.forTenant(tenant);
  const now = isoTime(systemClock.now());
  const entries = largeFaq(size).map(({ question, answer, tags = [] }) => ({
    ...{ question, answer, tags, faq_id: faqId(question) },
    ...{ version: 1, created_at: now, updated_at: now },
  }));
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const batch = entries.slice(at, at + AT_ONCE);
    const changed = prompts.faqChanged(batch.map(({ question }) => question));
    await commit([...batch.map((entry) => faq.create(entry)), ...changed]);
  }
  return entries;
};
