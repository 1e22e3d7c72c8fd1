import type { SectionReader } from './sections';
import { StringTable } from './string-table';

/** Texts, sorted, and in how many entries of a segment each of them occurs. */
export class Vocabulary {
  readonly texts: StringTable;
  readonly counts: Uint16Array;

  constructor(sections: SectionReader) {
    this.texts = new StringTable(sections);
    this.counts = sections.uint16();
  }

  static sections(counts: ReadonlyMap<string, number>): (Uint8Array | Uint16Array | Uint32Array)[] {
    const sorted = [...counts.keys()].sort();
    return [...StringTable.sections(sorted), Uint16Array.from(sorted, (text) => counts.get(text) ?? 0)];
  }
}
