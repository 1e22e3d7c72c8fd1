import type { Embedding, FaqEntry, IndexableEntry, RankedEntry } from '../types';
import { asWritten } from './compounds';
import { confidenceOf, strengthOf } from './confidence';
import { EmbeddingIndex, fuse, type Hit } from './embedding-index';
import { evidenceFor, type TermStatistics } from './evidence';
import { type IndexedEntries, indexEntries } from './postings';
import { type Query, readQuery } from './query';

export interface SearchOptions {
  /** The query's. Entries with vectors of another embedder are found by their words alone. */
  readonly embedding?: Embedding;
}

/** BM25's saturation: how soon repeating a term stops counting. */
const K1 = 1.2;
/** Entries whose evidence is weighed, at least. */
const CANDIDATES = 20;
/** The most UTF-16 code units of a query, and of unknown words to look up: a message must not take seconds. */
const LONGEST_QUERY = 2_000;
const MENDED_WORDS = 8;
/** Stands for the FAQ a small tenant has not written: keeps rare and common apart where there are only a few entries. */
const BACKGROUND_ENTRIES = 20;

/** Vectors are the index's own: what is found goes into answers and prompts. */
const withoutEmbedding = (entry: IndexableEntry): FaqEntry => {
  if (!entry.embedding) return entry;
  const { embedding: _, ...rest } = entry;
  return rest;
};

/** A tenant's FAQ, ranked in memory. Build it with {@link buildIndex}; it never changes. */
export class FaqIndex {
  readonly #entries: readonly FaqEntry[];
  readonly #indexed: IndexedEntries;
  readonly #embeddings: EmbeddingIndex;
  readonly #statistics: TermStatistics = {
    rarity: (term) => this.#rarity(term),
    strength: (term, entry) => this.#strength(term, entry),
  };

  constructor(entries: readonly IndexableEntry[]) {
    // A fixed order makes results independent of the order in which the entries were read.
    const sorted = [...entries].sort((a, b) => (a.faq_id < b.faq_id ? -1 : a.faq_id > b.faq_id ? 1 : 0));
    this.#entries = sorted.map(withoutEmbedding);
    this.#indexed = indexEntries(this.#entries);
    this.#embeddings = new EmbeddingIndex(sorted.map(({ embedding }) => embedding));
  }

  /** The number of entries. */
  get size(): number {
    return this.#entries.length;
  }

  /** Whether a query's embedding from this embedder would be useful. */
  hasEmbeddingsOf(embedder: string): boolean {
    return this.#embeddings.knows(embedder);
  }

  /**
   * The entries that share anything with the query, best first, at most `limit`. With an embedding the orders by words and
   * by meaning are mixed; the confidence rests on the words alone, because its threshold was fixed on them.
   */
  search(query: string, limit: number, { embedding }: SearchOptions = {}): RankedEntry[] {
    const depth = Math.max(limit, CANDIDATES);
    const byWords = this.#rank(this.#read(query), depth);
    const hits = embedding ? fuse(byWords, this.#embeddings.nearest(embedding, depth)) : byWords;
    return hits.slice(0, limit).flatMap(({ number, score, confidence }) => {
      const entry = this.#entries[number];
      return entry ? [{ entry, score, confidence }] : [];
    });
  }

  #read(query: string): Query {
    const { dictionary, katakana, compounds, postings } = this.#indexed;
    let mended = 0;
    const text = asWritten(query.slice(0, LONGEST_QUERY), compounds, (stem) => postings.has(stem));
    return readQuery(text, {
      word: (word) => (dictionary.knows(word) || ++mended > MENDED_WORDS ? word : dictionary.mend(word)),
      katakana: (beginning) => katakana.has(beginning),
    });
  }

  /** The best by BM25F, with those in front that the query's evidence speaks for. */
  #rank(query: Query, limit: number): Hit[] {
    const candidates: { number: number; score: number }[] = [];
    for (const [number, score] of this.#scores(query).entries()) if (score > 0) candidates.push({ number, score });
    candidates.sort(byScore);
    return candidates
      .slice(0, limit)
      .map(({ number, score }) => {
        const strength = strengthOf(
          evidenceFor(query, number, this.#indexed.questionKeys[number] ?? [], this.#statistics),
        );
        return { number, score: score * (1 + strength), confidence: confidenceOf(strength, query.writing) };
      })
      .sort(byScore);
  }

  /** BM25F by entry number: Robertson and Zaragoza, https://doi.org/10.1561/1500000019 */
  #scores({ terms }: Query): Float64Array {
    const scores = new Float64Array(this.#entries.length);
    for (const [term, weight] of terms) {
      const found = this.#indexed.postings.get(term);
      if (!found) continue;
      const gain = weight * this.#rarity(term) * (K1 + 1);
      for (let i = 0; i < found.entries.length; i++) {
        const frequency = found.frequencies[i] ?? 0;
        const number = found.entries[i] ?? 0;
        scores[number] = (scores[number] ?? 0) + (gain * frequency) / (K1 + frequency);
      }
    }
    return scores;
  }

  #rarity(term: string): number {
    const frequency = this.#indexed.postings.get(term)?.entries.length ?? 0;
    return Math.log(1 + (this.#entries.length + BACKGROUND_ENTRIES - frequency + 0.5) / (frequency + 0.5));
  }

  #strength(term: string, number: number): number {
    const found = this.#indexed.postings.get(term);
    if (!found) return 0;
    const at = lowerBound(found.entries, number);
    return found.entries[at] === number ? (found.strengths[at] ?? 0) : 0;
  }
}

const byScore = (a: { number: number; score: number }, b: { number: number; score: number }): number =>
  b.score - a.score || a.number - b.number;

const lowerBound = (sorted: Int32Array, value: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Indexes a tenant's FAQ: about 60 µs an entry of ordinary length. */
export const buildIndex = (entries: readonly IndexableEntry[]): FaqIndex => new FaqIndex(entries);
