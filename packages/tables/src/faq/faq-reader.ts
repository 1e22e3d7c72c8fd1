import type { FaqLog } from '../prompts/faq-log';
import type { TenantTables } from '../tables';
import { faqId } from './faq-id';
import type { IndexedFaqEntry } from './faq-repository';

/** A tenant's FAQ as an index follows it. */
export interface FaqReader {
  pages(limit?: number): AsyncIterable<IndexedFaqEntry[]>;
  /** What there is now for at most 100 questions: entries, and the ids of entries that there are not. */
  read(questions: readonly string[]): Promise<{ written: IndexedFaqEntry[]; removed: string[] }>;
  log(sinceMs: number): Promise<FaqLog | undefined>;
}

export const faqReader = ({ faq, prompts }: TenantTables<'faq' | 'prompts'>): FaqReader => ({
  pages: faq.pages,
  read: async (questions) => {
    const written = await faq.some(questions);
    const found = new Set(written.map(({ question }) => question));
    return { written, removed: questions.filter((question) => !found.has(question)).map(faqId) };
  },
  log: prompts.faqLog,
});
