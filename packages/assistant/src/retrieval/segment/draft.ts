import { FIELDS, type QuestionKey } from './facts';
import { packSections } from './sections';
import { Segment, WEIGHT_UNIT } from './segment';
import { StringTable } from './string-table';
import { type Placed, Vectors } from './vectors';
import { Vocabulary } from './vocabulary';

/** Entry number and counts in one number: the counts are its lowest 24 bits. */
const ENTRY = 0x1_00_00_00;
/** What a segment will hold. */
export class Draft {
  /** The entries' ids, ascending, and in the same order the entries as JSON. */
  readonly ids: string[] = [];
  readonly texts: Uint8Array[] = [];
  readonly lengths: number[] = [];
  readonly keys: (readonly QuestionKey[])[] = [];
  /** By term: {@link ENTRY} times the entry's number, plus its counts. */
  readonly terms = new Map<string, number[]>();
  /** In how many entries each text occurs. */
  readonly words = new Map<string, number>();
  readonly katakana = new Map<string, number>();
  readonly compounds = new Map<string, number>();
  readonly vectors: Placed[] = [];

  addPosting(term: string, number: number, counts: number): void {
    const postings = this.terms.get(term);
    if (postings) postings.push(number * ENTRY + counts);
    else this.terms.set(term, [number * ENTRY + counts]);
  }

  count(name: 'words' | 'katakana' | 'compounds', text: string, entries: number): void {
    this[name].set(text, (this[name].get(text) ?? 0) + entries);
  }

  finished(): Segment {
    const terms = [...this.terms.keys()].sort();
    const numbers = new Map(terms.map((term, number) => [term, number]));
    const postings = terms.map((term) => this.terms.get(term) ?? []);
    const length = postings.reduce((sum, found) => sum + found.length, 0);
    const entries = new Uint16Array(length);
    const counts = new Uint8Array(FIELDS * length);
    let at = 0;
    for (const found of postings) {
      // Merged parts have the postings of one term one part after the other.
      if (!isAscending(found)) found.sort((a, b) => a - b);
      for (const posting of found) {
        entries[at] = posting / ENTRY;
        counts[FIELDS * at] = posting >>> 16;
        counts[FIELDS * at + 1] = posting >>> 8;
        counts[FIELDS * at + 2] = posting;
        at++;
      }
    }
    const keys = this.keys.flat();
    this.vectors.sort((a, b) => a.number - b.number);
    return new Segment(
      packSections([
        ...StringTable.sections(this.ids),
        endsOf(this.texts),
        Buffer.concat(this.texts),
        Uint32Array.from(this.lengths),
        ...Vocabulary.sections(new Map(terms.map((term, i) => [term, postings[i]?.length ?? 0]))),
        endsOf(postings),
        entries,
        counts,
        endsOf(this.keys),
        Uint32Array.from(keys, ({ term }) => numbers.get(term) ?? 0),
        Uint8Array.from(keys, ({ weight }) => Math.round(weight * WEIGHT_UNIT)),
        ...Vocabulary.sections(this.words),
        ...Vocabulary.sections(this.katakana),
        ...Vocabulary.sections(this.compounds),
        ...Vectors.sections(this.vectors),
      ]),
    );
  }
}

const isAscending = (numbers: readonly number[]): boolean => {
  for (let i = 1; i < numbers.length; i++) if ((numbers[i - 1] ?? 0) > (numbers[i] ?? 0)) return false;
  return true;
};

const endsOf = (lists: readonly { readonly length: number }[]): Uint32Array => {
  let end = 0;
  return Uint32Array.from(lists, ({ length }) => (end += length));
};
