import { Analyzer, type Spelling, type Unit } from './analyze';
import type { Writing } from './confidence';
import type { Token } from './token';

/** How much a shared concept counts compared with a shared word. */
const CONCEPT_WEIGHT = 0.7;
const CHARACTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A customer's question, taken apart. */
export interface Query {
  readonly units: readonly Unit[];
  /** Every term asked for, with its weight. */
  readonly terms: ReadonlyMap<string, number>;
  readonly writing: Writing;
}

export const readQuery = (text: string, spelling: Spelling): Query => {
  const { units, bridges } = new Analyzer().analyze(text, spelling);
  const terms = new Map<string, number>();
  const add = ({ term, weight }: Token): void => {
    terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  };
  for (const { tokens, concept } of units) {
    for (const token of tokens) add(token);
    if (concept !== undefined) add({ term: concept, weight: CONCEPT_WEIGHT });
  }
  for (const bridge of bridges) add(bridge);
  return { units, terms, writing: CHARACTERS.test(text) ? 'characters' : 'words' };
};
