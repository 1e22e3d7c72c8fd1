import type { FaqLog } from '../prompts/faq-log';
import type { TenantTables } from '../tables';
import { faqId } from './faq-id';
import type { IndexedFaqEntry } from './faq-repository';

/** What there is for a question: mostly an entry. */
interface FoundEntry {
  readonly faq_id: string;
  readonly entry?: IndexedFaqEntry;
}

/** A tenant's FAQ as an index follows it. */
export interface FaqReader {
  pages(limit?: number): AsyncIterable<IndexedFaqEntry[]>;
  /** What there is now for at most 100 different questions, in their order. */
  read(questions: readonly string[]): Promise<FoundEntry[]>;
  log(sinceMs: number): Promise<FaqLog | undefined>;
  questions(changes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

export const faqReader = ({ faq, prompts }: TenantTables<'faq' | 'prompts'>): FaqReader => ({
  pages: faq.pages,
  read: async (questions) => {
    const entries = new Map((await faq.some(questions)).map((entry) => [entry.question, entry]));
    return questions.map((question) => {
      const entry = entries.get(question);
      return { faq_id: faqId(question), ...(entry && { entry }) };
    });
  },
  log: prompts.faqLog,
  questions: prompts.faqQuestions,
});
