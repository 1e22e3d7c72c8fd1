import type { Embedder } from '@frontdesk/assistant/models';
import {
  type Embedding,
  type FaqEntry,
  type FaqRepository,
  faqId,
  type IndexedFaqEntry,
  type Write,
} from '@frontdesk/tables';
import type { GoodRow } from './read-rows';

/** What a row does to the entry with its question. */
export interface Change extends GoodRow {
  readonly effect: 'created' | 'replaced' | 'unchanged';
  /** Whether its entry needs an embedding. */
  readonly embeds: boolean;
  /** The write, if there is anything to write. */
  write(embedding: Embedding | undefined): Write | undefined;
}

const sameContent = (entry: FaqEntry, { content }: GoodRow): boolean =>
  entry.answer === content.answer &&
  entry.language === content.language &&
  entry.tags.join('\n') === content.tags.join('\n');

const changeOf = (
  faq: FaqRepository,
  before: IndexedFaqEntry | undefined,
  row: GoodRow,
  { embedder, now }: { readonly embedder: Embedder | undefined; readonly now: string },
): Change => {
  if (before && sameContent(before, row)) {
    // An unchanged entry only gets an embedding that is missing, failed or from another embedder.
    const embeds = embedder !== undefined && before.embedding?.embedder !== embedder.id;
    const write = (embedding: Embedding | undefined) => embedding && faq.embed(before, embedding);
    return { ...row, effect: 'unchanged', embeds, write };
  }
  const entry = {
    ...row.content,
    faq_id: faqId(row.content.question),
    version: (before?.version ?? 0) + 1,
    created_at: before?.created_at ?? now,
    updated_at: now,
  };
  const embeds = embedder !== undefined;
  return before
    ? { ...row, effect: 'replaced', embeds, write: (embedding) => faq.replace(entry, embedding) }
    : { ...row, effect: 'created', embeds, write: (embedding) => faq.create(entry, embedding) };
};

/** What the rows do to the entries of the FAQ as they were read, in the order of the rows. */
export const planChanges = (
  faq: FaqRepository,
  entries: readonly IndexedFaqEntry[],
  rows: readonly GoodRow[],
  options: { readonly embedder: Embedder | undefined; readonly now: string },
): Change[] => {
  const known = new Map(entries.map((entry) => [entry.question, entry]));
  return rows.map((row) => changeOf(faq, known.get(row.content.question), row, options));
};
