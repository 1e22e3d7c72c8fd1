import type { FaqEntry } from '../../types';
import { FIELDS, type QuestionKey } from './facts';
import { SectionReader } from './sections';
import { StringTable } from './string-table';
import { Vectors } from './vectors';
import { Vocabulary } from './vocabulary';

/** Weights are kept in hundredths. */
export const WEIGHT_UNIT = 100;

/** The texts of a segment that are counted. */
export const VOCABULARIES = ['terms', 'words', 'katakana', 'compounds'] as const;

/** What is there whatever the number of entries: the views of the bytes. Measured, as heap. */
const OVERHEAD_BYTES = 6_000;

/**
 * Entries, indexed, in one piece of memory that never changes and can be stored as it is. It holds counts, and nothing that
 * depends on other entries, so that the statistics of several segments add up. Entries are numbered by ascending id.
 */
export class Segment {
  readonly ids: StringTable;
  /** How many terms each field of each entry has: {@link FIELDS} numbers an entry. */
  readonly lengths: Uint32Array;
  readonly terms: Vocabulary;
  /** Where each term's postings end. */
  readonly postingEnds: Uint32Array;
  /** The entries that have the term, ascending. */
  readonly postings: Uint16Array;
  /** How often the entry has the term, by field: {@link FIELDS} numbers a posting. */
  readonly occurrences: Uint8Array;
  readonly words: Vocabulary;
  readonly katakana: Vocabulary;
  readonly compounds: Vocabulary;
  readonly vectors: Vectors;
  readonly #textEnds: Uint32Array;
  readonly #texts: Uint8Array;
  readonly #keyEnds: Uint32Array;
  readonly #keyTerms: Uint32Array;
  readonly #keyWeights: Uint8Array;

  /** @param bytes as `indexed` or `merged` packed them. */
  constructor(readonly packed: Uint8Array) {
    const sections = new SectionReader(packed);
    this.ids = new StringTable(sections);
    this.#textEnds = sections.uint32();
    this.#texts = sections.bytes();
    this.lengths = sections.uint32();
    this.terms = new Vocabulary(sections);
    this.postingEnds = sections.uint32();
    this.postings = sections.uint16();
    this.occurrences = sections.bytes();
    this.#keyEnds = sections.uint32();
    this.#keyTerms = sections.uint32();
    this.#keyWeights = sections.bytes();
    this.words = new Vocabulary(sections);
    this.katakana = new Vocabulary(sections);
    this.compounds = new Vocabulary(sections);
    this.vectors = new Vectors(sections);
  }

  /** The number of entries. */
  get size(): number {
    return this.ids.size;
  }

  /** Of memory. */
  get bytes(): number {
    return this.packed.byteLength + OVERHEAD_BYTES;
  }

  text(number: number): Uint8Array {
    return this.#texts.subarray(number === 0 ? 0 : this.#textEnds[number - 1], this.#textEnds[number]);
  }

  entry(number: number): FaqEntry {
    const { buffer, byteOffset, byteLength } = this.text(number);
    return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()) as FaqEntry;
  }

  /** What an entry's question is made of. */
  keys(number: number): QuestionKey[] {
    const keys: QuestionKey[] = [];
    for (let i = number === 0 ? 0 : (this.#keyEnds[number - 1] ?? 0); i < (this.#keyEnds[number] ?? 0); i++) {
      const term = this.terms.texts.at(this.#keyTerms[i] ?? 0);
      keys.push({ term, weight: (this.#keyWeights[i] ?? 0) / WEIGHT_UNIT });
    }
    return keys;
  }

  /** Where a term's postings begin. */
  postingStart(term: number): number {
    return term === 0 ? 0 : (this.postingEnds[term - 1] ?? 0);
  }

  /** Where the posting of an entry is among a term's, or -1. */
  posting(term: number, number: number): number {
    let low = this.postingStart(term);
    const end = this.postingEnds[term] ?? 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.postings[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low < end && this.postings[low] === number ? low : -1;
  }

  /** By field, of all entries. */
  totalLengths(): number[] {
    const totals = new Array<number>(FIELDS).fill(0);
    for (let i = 0; i < this.lengths.length; i++)
      totals[i % FIELDS] = (totals[i % FIELDS] ?? 0) + (this.lengths[i] ?? 0);
    return totals;
  }
}
