import { isoTime, systemClock } from '@frontdesk/core/time';
import { type Embedding, type FaqEntry, faqId, MOST_CHANGED_AT_ONCE, type Tables } from '@frontdesk/tables';
import { largeFaq } from '../retrieval/large-faq';

export interface Seed {
  readonly size: number;
  /** How many of a larger FAQ's entries are left out: those that are there already. */
  readonly from?: number;
  /** Of each entry's embedding; without them it has none. */
  readonly dimensions?: number;
}

const EMBEDDER = 'bench';

/** Any direction; the same for the same entry. */
const embeddingOf = (entry: number, dimensions: number): Embedding => ({
  embedder: EMBEDDER,
  vector: Float32Array.from({ length: dimensions }, (_, i) => Math.sin((entry + 1) * (i + 1))),
});

/** Gives a tenant entries as an import does, and returns them. */
export const seedFaq = async (
  tables: Tables,
  tenant: string,
  { size, from = 0, dimensions }: Seed,
): Promise<FaqEntry[]> => {
  const { faq, prompts, commit } = tables.forTenant(tenant);
  const now = isoTime(systemClock.now());
  const entries = largeFaq(from + size)
    .slice(from)
    .map(({ question, answer, tags = [] }) => ({
      ...{ question, answer, tags, faq_id: faqId(question) },
      ...{ version: 1, created_at: now, updated_at: now },
    }));
  for (let at = 0; at < entries.length; at += MOST_CHANGED_AT_ONCE) {
    const batch = entries.slice(at, at + MOST_CHANGED_AT_ONCE);
    const changed = prompts.faqChanged(batch.map(({ question }) => question));
    const created = batch.map((entry, i) =>
      faq.create(entry, dimensions ? embeddingOf(at + i, dimensions) : undefined),
    );
    await commit([...created, ...changed]);
  }
  return entries;
};
