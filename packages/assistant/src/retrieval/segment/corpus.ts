import type { FaqEntry } from '../../types';
import { FIELDS } from './facts';
import type { Part } from './part';

/** A term, as the parts of a corpus know it. */
export interface Term {
  /** By part: its place in the part's vocabulary, or -1. */
  readonly places: readonly number[];
  /** In how many entries of the corpus it occurs. */
  readonly frequency: number;
}

/** The entries of several parts, whose ids are all different, as if they were one. It never changes. */
export class Corpus {
  /** Where the numbers of each part's entries begin among those of the corpus. */
  readonly offsets: readonly number[];
  /** Numbers given out, those of entries that are gone among them. */
  readonly numbers: number;
  /** Entries. */
  readonly size: number;
  /** By field: how many terms it has, in the mean. */
  readonly meanLengths: readonly number[];

  constructor(readonly parts: readonly Part[]) {
    const offsets: number[] = [];
    let numbers = 0;
    for (const { segment } of parts) {
      offsets.push(numbers);
      numbers += segment.size;
    }
    this.offsets = offsets;
    this.numbers = numbers;
    this.size = parts.reduce((sum, part) => sum + part.size, 0);
    this.meanLengths = Array.from({ length: FIELDS }, (_, field) => {
      const total = parts.reduce((sum, { lengths }) => sum + (lengths[field] ?? 0), 0);
      return total / Math.max(1, this.size) || 1;
    });
  }

  term(text: string): Term {
    let frequency = 0;
    const places = this.parts.map((part) => {
      const place = part.segment.terms.texts.find(text);
      if (place >= 0) frequency += part.count('terms', place);
      return place;
    });
    return { places, frequency };
  }

  /** The part that an entry is in. */
  partOf(number: number): number {
    let part = this.parts.length - 1;
    while (part > 0 && (this.offsets[part] ?? 0) > number) part--;
    return part;
  }

  entry(number: number): FaqEntry {
    const part = this.partOf(number);
    return (this.parts[part] as Part).segment.entry(number - (this.offsets[part] ?? 0));
  }

  id(number: number): string {
    const part = this.partOf(number);
    return (this.parts[part] as Part).segment.ids.at(number - (this.offsets[part] ?? 0));
  }
}
