import type { FaqEntry } from '../types';
import { type Analysis, Analyzer } from './analyze';
import { addCompounds, type Compounds } from './compounds';
import { Dictionary } from './spelling';

/** Where one term occurs. The arrays run in parallel, by ascending entry number. */
export interface Postings {
  readonly entries: Int32Array;
  /** The term's frequency there, weighted by field and normalised by the fields' lengths (BM25F). */
  readonly frequencies: Float32Array;
  /** How much the entry is about the term: 1 in its question or tags, less in its answer alone. */
  readonly strengths: Float32Array;
}

/** A word or concept of an entry's question, and what it weighs in it. */
export interface QuestionKey {
  readonly term: string;
  readonly weight: number;
}

export interface IndexedEntries {
  readonly postings: ReadonlyMap<string, Postings>;
  /** By entry number: what its question is made of. */
  readonly questionKeys: readonly (readonly QuestionKey[])[];
  readonly dictionary: Dictionary;
  /** The words that they write with a hyphen, by the stem of what they are without it. */
  readonly compounds: ReadonlyMap<string, string>;
  /** Every beginning of a run of katakana in them, up to {@link LONGEST_KATAKANA}. */
  readonly katakana: ReadonlySet<string>;
}

/** Longer answers are indexed up to here, which bounds the index by the number of its entries. In UTF-16 code units. */
export const INDEXED_ANSWER_LENGTH = 4_000;

/** What an occurrence counts for by field, and how much a field's length dilutes it (BM25F's weight and b). */
const FIELDS = [
  { name: 'question', weight: 3, dilution: 0.3 },
  { name: 'tags', weight: 2, dilution: 0.3 },
  { name: 'answer', weight: 1, dilution: 0.75 },
] as const;
const ANSWER_STRENGTH = 0.6;

interface RawPostings {
  readonly entries: number[];
  /** By field, in step with `entries`. */
  readonly counts: readonly [number[], number[], number[]];
}

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

const textsOf = ({ question, tags = [], answer }: FaqEntry): [string, string, string] => [
  question,
  tags.join('\n'),
  answer.slice(0, INDEXED_ANSWER_LENGTH),
];

const mean = (lengths: readonly number[]): number =>
  lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;

/** Counts the terms of every entry. */
export const indexEntries = (entries: readonly FaqEntry[]): IndexedEntries => {
  const analyzer = new Analyzer();
  const raw = new Map<string, RawPostings>();
  const lengths: [number[], number[], number[]] = [[], [], []];
  const keys: QuestionKey[][] = [];
  const compounds: Compounds = new Map();
  for (const [number, entry] of entries.entries()) {
    for (const [field, text] of textsOf(entry).entries()) {
      const analysis = analyzer.analyze(text);
      addCompounds(text, compounds);
      if (field === 0) keys.push(questionKeys(analysis));
      let length = 0;
      eachTerm(analysis, (term) => {
        length++;
        count(raw, term, number, field);
      });
      lengths[field]?.push(length);
    }
  }
  const means = lengths.map(mean);
  const postings = new Map<string, Postings>();
  for (const [term, { entries: found, counts }] of raw) {
    const frequencies = new Float32Array(found.length);
    const strengths = new Float32Array(found.length);
    for (const [at, number] of found.entries()) {
      let frequency = 0;
      for (const [field, { weight, dilution }] of FIELDS.entries()) {
        const occurrences = counts[field]?.[at] ?? 0;
        const length = (lengths[field]?.[number] ?? 0) / (means[field] ?? 1);
        frequency += (weight * occurrences) / (1 - dilution + dilution * length);
      }
      frequencies[at] = frequency;
      strengths[at] = (counts[0][at] ?? 0) + (counts[1][at] ?? 0) > 0 ? 1 : ANSWER_STRENGTH;
    }
    postings.set(term, { entries: Int32Array.from(found), frequencies, strengths });
  }
  return {
    postings,
    questionKeys: keys,
    dictionary: new Dictionary(analyzer.words()),
    compounds,
    katakana: beginnings(analyzer.katakana()),
  };
};

const LONGEST_KATAKANA = 12;

const beginnings = (texts: Iterable<string>): Set<string> => {
  const found = new Set<string>();
  for (const text of texts) {
    for (let end = 1; end <= Math.min(text.length, LONGEST_KATAKANA); end++) found.add(text.slice(0, end));
  }
  return found;
};

const count = (raw: Map<string, RawPostings>, term: string, entry: number, field: number): void => {
  let postings = raw.get(term);
  if (!postings) {
    postings = { entries: [], counts: [[], [], []] };
    raw.set(term, postings);
  }
  const { entries, counts } = postings;
  if (entries[entries.length - 1] !== entry) {
    entries.push(entry);
    for (const column of counts) column.push(0);
  }
  const column = counts[field];
  if (column) column[entries.length - 1] = (column[entries.length - 1] ?? 0) + 1;
};
