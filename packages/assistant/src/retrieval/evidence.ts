import type { Evidence } from './confidence';
import type { Query } from './query';
import type { QuestionKey } from './segment/facts';

/** What an index knows of a term. */
export interface TermStatistics {
  /** Inverse document frequency: highest for a term that no entry has. */
  rarity(term: string): number;
  /** How much the entry is about the term, from 0 to 1. */
  strength(term: string): number;
}

/** What of a query an entry speaks of, each unit weighed by how rare it is. */
const coverage = ({ units }: Query, { rarity, strength }: TermStatistics): Pick<Evidence, 'coverage' | 'gap'> => {
  let asked = 0;
  let covered = 0;
  let gap = 0;
  for (const { tokens, concept, weight } of units) {
    let matched = 0;
    let whole = 0;
    let rare = 0;
    for (const token of tokens) {
      matched += token.weight * strength(token.term);
      whole += token.weight;
      rare += token.weight * rarity(token.term);
    }
    const importance = weight * (concept === undefined ? rare / whole : rarity(concept));
    const part = Math.max(matched / whole, concept === undefined ? 0 : strength(concept));
    asked += importance;
    covered += importance * part;
    gap = Math.max(gap, importance * (1 - part));
  }
  return asked > 0 ? { coverage: covered / asked, gap: gap / asked } : { coverage: 0, gap: 1 };
};

/** The part of an entry's question that was asked. */
const specificity = ({ terms }: Query, keys: readonly QuestionKey[], { rarity }: TermStatistics): number => {
  let shared = 0;
  let whole = 0;
  for (const { term, weight } of keys) {
    const importance = weight * rarity(term);
    if (terms.has(term)) shared += importance;
    whole += importance;
  }
  return whole > 0 ? shared / whole : 0;
};

/** Weighs what speaks for an entry, given what its question is made of. */
export const evidenceFor = (query: Query, keys: readonly QuestionKey[], statistics: TermStatistics): Evidence => ({
  ...coverage(query, statistics),
  specificity: specificity(query, keys, statistics),
});
