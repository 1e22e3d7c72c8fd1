import fc from 'fast-check';
import type { IndexableEntry } from '../../src/types';
import { someText } from './entries';

/** What somebody does to a FAQ at once: entries that are removed, and entries that are written. */
export interface Edit {
  readonly removed: readonly string[];
  readonly written: readonly IndexableEntry[];
}

/** Few ids, so that most edits meet an entry that is there. */
const someId = fc.constantFrom(...'abcdefghijklmnop', 'é', '質問');

const someVector = fc.option(
  fc.record({
    embedder: fc.constantFrom('e', 'f'),
    vector: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 4 }),
  }),
  { nil: undefined },
);

const someEntry: fc.Arbitrary<IndexableEntry> = fc
  .record({
    faq_id: someId,
    question: someText,
    answer: someText,
    tags: fc.array(someText, { maxLength: 2 }),
    embedding: someVector,
  })
  .map(({ embedding, ...entry }) => ({ ...entry, ...(embedding && { embedding }) }));

const someEntries = (maxLength: number) => fc.uniqueArray(someEntry, { selector: ({ faq_id }) => faq_id, maxLength });

/** A FAQ, and what is done to it, in order. */
export const someHistory = fc.record({
  first: someEntries(10),
  edits: fc.array(
    fc.record({ removed: fc.uniqueArray(someId, { maxLength: 3 }), written: someEntries(4) }) as fc.Arbitrary<Edit>,
    { maxLength: 20 },
  ),
});

/** The entries that a history leaves. */
export const whatIsLeft = (first: readonly IndexableEntry[], edits: readonly Edit[]): IndexableEntry[] => {
  const entries = new Map(first.map((entry) => [entry.faq_id, entry]));
  for (const { removed, written } of edits) {
    for (const id of removed) entries.delete(id);
    for (const entry of written) entries.set(entry.faq_id, entry);
  }
  return [...entries.values()];
};
