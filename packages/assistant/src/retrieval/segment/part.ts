import { factReader } from './facts';
import { type Segment, VOCABULARIES } from './segment';

type VocabularyName = (typeof VOCABULARIES)[number];

/** What of a segment no longer counts, because its entries were removed or replaced. */
interface Gone {
  /** By entry number: 1 if it is gone. */
  readonly flags: Uint8Array;
  readonly size: number;
  /** By field: how many terms the entries that are gone had. */
  readonly lengths: readonly number[];
  /** In how many of the entries that are gone each text occurred. */
  readonly counts: Readonly<Record<VocabularyName, Uint16Array>>;
}

const nothingGone = (segment: Segment): Gone => ({
  flags: new Uint8Array(segment.size),
  size: 0,
  lengths: [0, 0, 0],
  counts: {
    terms: new Uint16Array(segment.terms.counts.length),
    words: new Uint16Array(segment.words.counts.length),
    katakana: new Uint16Array(segment.katakana.counts.length),
    compounds: new Uint16Array(segment.compounds.counts.length),
  },
});

/** A segment without those of its entries that are gone. It never changes. */
export class Part {
  readonly segment: Segment;
  /** The number of entries that are left. */
  readonly size: number;
  /** By field: how many terms these have. */
  readonly lengths: readonly number[];
  readonly #gone: Gone | undefined;

  constructor(segment: Segment, gone?: Gone) {
    this.segment = segment;
    this.#gone = gone;
    this.size = segment.size - (gone?.size ?? 0);
    this.lengths = segment.totalLengths().map((total, field) => total - (gone?.lengths[field] ?? 0));
  }

  /** Of memory. */
  get bytes(): number {
    const counts = VOCABULARIES.reduce((sum, name) => sum + (this.#gone?.counts[name].byteLength ?? 0), 0);
    return this.segment.bytes + (this.#gone?.flags.byteLength ?? 0) + counts;
  }

  has(number: number): boolean {
    return this.#gone?.flags[number] !== 1;
  }

  /** The numbers of the entries that are left. */
  *numbers(): Generator<number> {
    for (let number = 0; number < this.segment.size; number++) if (this.has(number)) yield number;
  }

  /** In how many entries a text of a vocabulary occurs, by its place there. */
  count(name: VocabularyName, at: number): number {
    return (this.segment[name].counts[at] ?? 0) - (this.#gone?.counts[name][at] ?? 0);
  }

  /** The texts of a vocabulary that begin like this and occur, in order. */
  *beginningWith(name: VocabularyName, beginning: string): Generator<string> {
    const { texts } = this.segment[name];
    for (let at = texts.lowerBound(beginning); at < texts.size; at++) {
      const text = texts.at(at);
      if (!text.startsWith(beginning)) return;
      if (this.count(name, at) > 0) yield text;
    }
  }

  knows(name: VocabularyName, text: string): boolean {
    const at = this.segment[name].texts.find(text);
    return at >= 0 && this.count(name, at) > 0;
  }

  /** The part without the entries of these ids; itself, if it has none of them. */
  without(ids: readonly string[]): Part {
    const found = ids.map((id) => this.segment.ids.find(id)).filter((number) => number >= 0 && this.has(number));
    const numbers = new Set(found);
    if (numbers.size === 0) return this;
    const before = this.#gone ?? nothingGone(this.segment);
    const flags = before.flags.slice();
    const lengths = [...before.lengths];
    const counts = {
      terms: before.counts.terms.slice(),
      words: before.counts.words.slice(),
      katakana: before.counts.katakana.slice(),
      compounds: before.counts.compounds.slice(),
    };
    const read = factReader();
    for (const number of numbers) {
      flags[number] = 1;
      const facts = read(this.segment.entry(number));
      for (const [field, length] of facts.lengths.entries()) lengths[field] = (lengths[field] ?? 0) + length;
      for (const name of VOCABULARIES) {
        for (const text of facts[name].keys()) {
          const at = this.segment[name].texts.find(text);
          counts[name][at] = (counts[name][at] ?? 0) + 1;
        }
      }
    }
    return new Part(this.segment, { flags, size: before.size + numbers.size, lengths, counts });
  }
}
