import type { SectionReader } from './sections';

const BEYOND_A_BYTE = /[\u0100-\uffff]/;

type Codes = Uint8Array | Uint16Array;

/** Below zero, zero or above: how a text of the table compares with another, by UTF-16 code units as JavaScript compares. */
const compare = (codes: Codes, from: number, to: number, text: string): number => {
  const shared = Math.min(to - from, text.length);
  for (let i = 0; i < shared; i++) {
    const difference = (codes[from + i] ?? 0) - text.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return to - from - text.length;
};

/** Sorted texts in one piece of memory, found by halving. One byte for each UTF-16 code unit, or two if any needs them. */
export class StringTable {
  readonly #ends: Uint32Array;
  readonly #codes: Codes;
  readonly #text: Buffer;
  readonly #encoding: 'latin1' | 'utf16le';

  constructor(sections: SectionReader) {
    this.#ends = sections.uint32();
    const bytes = sections.bytes();
    const wide = bytes.length > (this.#ends.at(-1) ?? 0);
    this.#codes = wide ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2) : bytes;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#encoding = wide ? 'utf16le' : 'latin1';
  }

  /** The sections of a table of these texts, which are sorted and different. */
  static sections(texts: readonly string[]): [Uint32Array, Codes] {
    const ends = new Uint32Array(texts.length);
    let length = 0;
    for (const [i, text] of texts.entries()) {
      length += text.length;
      ends[i] = length;
    }
    const wide = texts.some((text) => BEYOND_A_BYTE.test(text));
    const codes = wide ? new Uint16Array(length) : new Uint8Array(length);
    let at = 0;
    for (const text of texts) for (let i = 0; i < text.length; i++) codes[at++] = text.charCodeAt(i);
    return [ends, codes];
  }

  get size(): number {
    return this.#ends.length;
  }

  at(index: number): string {
    const { BYTES_PER_ELEMENT: width } = this.#codes;
    return this.#text.toString(this.#encoding, this.#start(index) * width, (this.#ends[index] ?? 0) * width);
  }

  /** Where the first text is that is not less than this one. */
  lowerBound(text: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#codes, this.#start(middle), this.#ends[middle] ?? 0, text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where a text is, or -1. */
  find(text: string): number {
    const at = this.lowerBound(text);
    return at < this.size && compare(this.#codes, this.#start(at), this.#ends[at] ?? 0, text) === 0 ? at : -1;
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }
}
