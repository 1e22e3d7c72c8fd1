import type { Embedding, IndexableEntry, RankedEntry } from '../types';
import { asWritten } from './compounds';
import { fuse } from './fusion';
import { Leaders, type Scored } from './leaders';
import { type Query, readQuery } from './query';
import { compacted, rewritten } from './segment/compaction';
import { Corpus } from './segment/corpus';
import { indexed } from './segment/indexed';
import { Part } from './segment/part';
import type { Segment } from './segment/segment';
import { isSpelt, mend, type Words } from './spelling';
import { WordRank } from './word-rank';

export interface SearchOptions {
  /** The query's. Entries with vectors of another embedder are found by their words alone. */
  readonly embedding?: Embedding;
}

/** Entries whose evidence is weighed, at least. */
const CANDIDATES = 20;
/** The most UTF-16 code units of a query, and of unknown words to look up: a message must not take seconds. */
const LONGEST_QUERY = 2_000;
const MENDED_WORDS = 8;
/** Longer beginnings of a run of katakana are not looked up. */
const LONGEST_KATAKANA = 12;
/** Entries less alike than this share no subject; cosine, for the models whose unrelated texts lie well below it. */
const LEAST_COSINE = 0.2;
/** Entries that are indexed into one segment: more are several, whose numbers then stay short. */
const SEGMENT_ENTRIES = 4_096;

/** A tenant's FAQ, ranked in memory. Build it with {@link buildIndex}; it never changes. */
export class FaqIndex {
  readonly #corpus: Corpus;
  readonly #words: Words = {
    has: (word) => this.parts.some((part) => part.knows('words', word)),
    beginningWith: (letter) => this.#beginningWith('words', letter),
  };

  constructor(parts: readonly Part[]) {
    this.#corpus = new Corpus(parts);
  }

  /** The number of entries. */
  get size(): number {
    return this.#corpus.size;
  }

  /** Of memory. */
  get bytes(): number {
    return this.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** What it is made of. */
  get parts(): readonly Part[] {
    return this.#corpus.parts;
  }

  /** The index after a change: without the entries of some ids, and then with some entries. */
  changed(removed: readonly string[], added: readonly IndexableEntry[]): FaqIndex {
    const ids = [...removed, ...added.map(({ faq_id }) => faq_id)];
    if (ids.length === 0) return this;
    const left = this.parts.map((part) => part.without(ids));
    const more = segmentsOf(added).map((segment) => new Part(segment));
    return new FaqIndex([...left.filter(({ size }) => size > 0), ...more]);
  }

  /**
   * The same index with some of its small parts as one, if it has many; otherwise itself. Each change adds a part, so this
   * belongs after each: it is a step of some milliseconds.
   */
  tidied(): FaqIndex {
    const parts = compacted(this.parts);
    return parts === this.parts ? this : new FaqIndex(parts);
  }

  /** The same index in few parts, without anything that is gone. Takes its time: for programs that nobody waits for. */
  rewritten(): FaqIndex {
    return new FaqIndex(rewritten(this.parts, SEGMENT_ENTRIES));
  }

  /** Whether a query's embedding from this embedder would be useful. */
  hasEmbeddingsOf(embedder: string): boolean {
    return this.parts.some((part) => part.segment.vectors.knows(embedder, (number) => part.has(number)));
  }

  /**
   * The entries that share anything with the query, best first, at most `limit`. With an embedding the orders by words and
   * by meaning are mixed; the confidence rests on the words alone, because its threshold was fixed on them.
   */
  search(query: string, limit: number, { embedding }: SearchOptions = {}): RankedEntry[] {
    const depth = Math.max(limit, CANDIDATES);
    const byWords = new WordRank(this.#corpus, this.#read(query)).best(depth);
    const hits = embedding
      ? fuse(byWords, this.#nearest(embedding, depth), (number) => this.#corpus.id(number))
      : byWords;
    return hits
      .slice(0, limit)
      .map(({ number, score, confidence }) => ({ entry: this.#corpus.entry(number), score, confidence }));
  }

  #read(query: string): Query {
    let mended = 0;
    const text = asWritten(query.slice(0, LONGEST_QUERY), {
      compound: (beginning) => [...this.#beginningWith('compounds', beginning)].sort()[0],
      known: (stem) => this.parts.some((part) => part.knows('terms', stem)),
    });
    return readQuery(text, {
      word: (word) => (isSpelt(word, this.#words) || ++mended > MENDED_WORDS ? word : mend(word, this.#words)),
      katakana: (beginning) =>
        beginning.length <= LONGEST_KATAKANA && !this.#beginningWith('katakana', beginning).next().done,
    });
  }

  *#beginningWith(name: 'words' | 'katakana' | 'compounds', beginning: string): Generator<string> {
    for (const part of this.parts) yield* part.beginningWith(name, beginning);
  }

  /** The entries nearest in meaning, nearest first, among those whose vectors are of the query's embedder. */
  #nearest(query: Embedding, limit: number): readonly Scored[] {
    const leaders = new Leaders(limit, (number) => this.#corpus.id(number));
    for (const [i, part] of this.parts.entries()) {
      const offset = this.#corpus.offsets[i] ?? 0;
      part.segment.vectors.compare(query, (number, cosine) => {
        if (cosine >= LEAST_COSINE && part.has(number)) leaders.add(offset + number, cosine);
      });
    }
    return leaders.inOrder();
  }
}

const segmentsOf = (entries: readonly IndexableEntry[]): Segment[] =>
  Array.from({ length: Math.ceil(entries.length / SEGMENT_ENTRIES) }, (_, i) =>
    indexed(entries.slice(i * SEGMENT_ENTRIES, (i + 1) * SEGMENT_ENTRIES)),
  );

/** Indexes a tenant's FAQ: about 60 µs an entry of ordinary length. */
export const buildIndex = (entries: readonly IndexableEntry[]): FaqIndex =>
  new FaqIndex(segmentsOf(entries).map((segment) => new Part(segment)));
