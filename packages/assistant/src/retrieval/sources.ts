import type { RankedEntry } from '../types';
import { ANSWER_CONFIDENCE } from './confidence';
import type { FaqIndex, SearchOptions } from './faq-index';

/** Entries that go into a prompt. */
export const SOURCES = 5;
/** Of these, how many a follow-up gives up for entries found with what was said before. */
const FROM_CONTEXT = 2;

/**
 * The entries to answer a message from. One that finds nothing sure ("And on Sundays?") is looked up together with the
 * customer's message before it as well. What only that finds has no confidence: it says nothing of the message itself.
 */
export const findSources = (
  faq: FaqIndex,
  message: string,
  previous: string | undefined,
  options: SearchOptions = {},
): RankedEntry[] => {
  const own = faq.search(message, SOURCES, options);
  if (previous === undefined || (own[0]?.confidence ?? 0) >= ANSWER_CONFIDENCE) return own;
  const kept = own.slice(0, SOURCES - FROM_CONTEXT);
  const known = new Set(kept.map(({ entry }) => entry.faq_id));
  const added = faq
    .search(`${previous}\n${message}`, SOURCES)
    .filter(({ entry }) => !known.has(entry.faq_id))
    .slice(0, SOURCES - kept.length)
    .map((source) => ({ ...source, confidence: 0 }));
  return [...kept, ...added];
};
