import { confidenceOf, strengthOf } from './confidence';
import { evidenceFor } from './evidence';
import type { Hit } from './fusion';
import { Leaders } from './leaders';
import type { Query } from './query';
import type { Corpus, Term } from './segment/corpus';
import { FIELDS } from './segment/facts';
import type { Part } from './segment/part';

/** BM25's saturation: how soon repeating a term stops counting. */
const K1 = 1.2;
/** By field, what an occurrence counts for, and how much the field's length dilutes it (BM25F's weight and b). */
const FIELD_RULES = [
  { weight: 3, dilution: 0.3 },
  { weight: 2, dilution: 0.3 },
  { weight: 1, dilution: 0.75 },
] as const;
/** How much an entry is about a term that only its answer has; 1 if its question or its tags have it. */
const ANSWER_STRENGTH = 0.6;
/** Stands for the FAQ a small tenant has not written: keeps rare and common apart where there are only a few entries. */
const BACKGROUND_ENTRIES = 20;

/** Ranks the entries of a corpus by the words of one query: BM25F, with those in front that the evidence speaks for. */
export class WordRank {
  readonly #corpus: Corpus;
  readonly #query: Query;
  readonly #terms = new Map<string, Term>();

  constructor(corpus: Corpus, query: Query) {
    this.#corpus = corpus;
    this.#query = query;
  }

  /** The best entries, best first. */
  best(limit: number): Hit[] {
    const { writing } = this.#query;
    const id = (number: number): string => this.#corpus.id(number);
    const strengths = new Map<number, number>();
    const ranked = new Leaders(limit, id);
    for (const { number, score } of this.#candidates(limit)) {
      const strength = this.#strengthOf(number);
      strengths.set(number, strength);
      ranked.add(number, score * (1 + strength));
    }
    return ranked
      .inOrder()
      .map((scored) => ({ ...scored, confidence: confidenceOf(strengths.get(scored.number) ?? 0, writing) }));
  }

  #candidates(limit: number) {
    const leaders = new Leaders(limit, (number) => this.#corpus.id(number));
    const scores = this.#scores();
    for (let number = 0; number < scores.length; number++) {
      const score = scores[number] ?? 0;
      if (score > 0) leaders.add(number, score);
    }
    return leaders.inOrder();
  }

  /** BM25F by entry number: Robertson and Zaragoza, https://doi.org/10.1561/1500000019 */
  #scores(): Float64Array {
    const scores = new Float64Array(this.#corpus.numbers);
    for (const [text, weight] of this.#query.terms) {
      const term = this.#term(text);
      const gain = weight * this.#rarity(text) * (K1 + 1);
      for (const [i, part] of this.#corpus.parts.entries()) {
        const place = term.places[i] ?? -1;
        if (place >= 0) this.#addScores(scores.subarray(this.#corpus.offsets[i]), part, place, gain);
      }
    }
    return scores;
  }

  #addScores(scores: Float64Array, part: Part, place: number, gain: number): void {
    const { postings, postingEnds, occurrences, lengths } = part.segment;
    const [question, tags, answer] = FIELD_RULES;
    const [meanQuestion = 1, meanTags = 1, meanAnswer = 1] = this.#corpus.meanLengths;
    const end = postingEnds[place] ?? 0;
    for (let i = part.segment.postingStart(place); i < end; i++) {
      const number = postings[i] ?? 0;
      if (!part.has(number)) continue;
      const [at, length] = [FIELDS * i, FIELDS * number];
      const frequency =
        diluted(question, occurrences[at], lengths[length], meanQuestion) +
        diluted(tags, occurrences[at + 1], lengths[length + 1], meanTags) +
        diluted(answer, occurrences[at + 2], lengths[length + 2], meanAnswer);
      scores[number] = (scores[number] ?? 0) + (gain * frequency) / (K1 + frequency);
    }
  }

  #strengthOf(number: number): number {
    const of = this.#corpus.partOf(number);
    const { segment } = this.#corpus.parts[of] as Part;
    const own = number - (this.#corpus.offsets[of] ?? 0);
    const evidence = evidenceFor(this.#query, segment.keys(own), {
      rarity: (term) => this.#rarity(term),
      strength: (term) => {
        const place = this.#term(term).places[of] ?? -1;
        const posting = place < 0 ? -1 : segment.posting(place, own);
        if (posting < 0) return 0;
        const { occurrences } = segment;
        const asked = (occurrences[FIELDS * posting] ?? 0) + (occurrences[FIELDS * posting + 1] ?? 0) > 0;
        return asked ? 1 : ANSWER_STRENGTH;
      },
    });
    return strengthOf(evidence);
  }

  #term(text: string): Term {
    let term = this.#terms.get(text);
    if (!term) {
      term = this.#corpus.term(text);
      this.#terms.set(text, term);
    }
    return term;
  }

  #rarity(text: string): number {
    const { frequency } = this.#term(text);
    return Math.log(1 + (this.#corpus.size + BACKGROUND_ENTRIES - frequency + 0.5) / (frequency + 0.5));
  }
}

const diluted = (
  { weight, dilution }: (typeof FIELD_RULES)[number],
  occurrences: number | undefined,
  length: number | undefined,
  mean: number,
): number => (occurrences ? (weight * occurrences) / (1 - dilution + (dilution * (length ?? 0)) / mean) : 0);
