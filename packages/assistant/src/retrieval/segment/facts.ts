import type { FaqEntry } from '../../types';
import { type Analysis, Analyzer } from '../analyze';
import { hyphenatedWords } from '../compounds';

/** Longer answers are indexed up to here, which bounds the index by the number of its entries. In UTF-16 code units. */
export const INDEXED_ANSWER_LENGTH = 4_000;

/** Question, tags, answer: the order in which everything that is kept by field is kept. */
export const FIELDS = 3;

/** The counts of the three fields share one number, a byte each: where each byte begins, in bits. */
export const COUNT_SHIFTS = [16, 8, 0] as const;
/** Occurrences beyond this are not counted: long before, another one makes no difference to a rank. */
const MOST = 255;

/** A word or concept of an entry's question, and what it weighs in it. */
export interface QuestionKey {
  readonly term: string;
  readonly weight: number;
}

/** What an index keeps of an entry's texts. */
export interface Facts {
  /** How often each term occurs, by field: see {@link COUNT_SHIFTS}. */
  readonly terms: ReadonlyMap<string, number>;
  /** How many terms each field has, repetitions included. */
  readonly lengths: readonly number[];
  readonly keys: readonly QuestionKey[];
  readonly words: ReadonlySet<string>;
  /** Runs of katakana. */
  readonly katakana: ReadonlySet<string>;
  /** The hyphenated words, each behind the stem of what it is without its hyphen. */
  readonly compounds: ReadonlySet<string>;
}

const textsOf = ({ question, tags = [], answer }: FaqEntry): string[] => [
  question,
  tags.join('\n'),
  answer.slice(0, INDEXED_ANSWER_LENGTH),
];

/** Every term of a text, with repetitions. */
const eachTerm = ({ units, bridges }: Analysis, visit: (term: string) => void): void => {
  for (const { tokens, concept } of units) {
    for (const { term } of tokens) visit(term);
    if (concept !== undefined) visit(concept);
  }
  for (const { term } of bridges) visit(term);
};

const questionKeys = ({ units }: Analysis): QuestionKey[] => {
  const keys = new Map<string, number>();
  for (const { tokens, concept, weight } of units) {
    if (concept !== undefined) keys.set(concept, weight);
    else for (const token of tokens) keys.set(token.term, Math.min(weight, token.weight));
  }
  return [...keys].map(([term, weight]) => ({ term, weight }));
};

/** Reads entries, one by one. Keeps the stems that it has made: a FAQ repeats its words. */
export const factReader = (): ((entry: FaqEntry) => Facts) => {
  const analyzer = new Analyzer();
  return (entry) => {
    const terms = new Map<string, number>();
    const lengths: number[] = [];
    let keys: QuestionKey[] = [];
    const words = new Set<string>();
    const katakana = new Set<string>();
    const compounds = new Set<string>();
    for (const [field, text] of textsOf(entry).entries()) {
      const analysis = analyzer.analyze(text);
      if (field === 0) keys = questionKeys(analysis);
      const shift = COUNT_SHIFTS[field] ?? 0;
      let length = 0;
      eachTerm(analysis, (term) => {
        length++;
        const counts = terms.get(term) ?? 0;
        if (((counts >>> shift) & MOST) < MOST) terms.set(term, counts + (1 << shift));
      });
      lengths.push(length);
      for (const word of analysis.words) words.add(word);
      for (const run of analysis.katakana) katakana.add(run);
      for (const compound of hyphenatedWords(text)) compounds.add(compound);
    }
    return { terms, lengths, keys, words, katakana, compounds };
  };
};
