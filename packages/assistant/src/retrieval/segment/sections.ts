type View = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float32Array;

/** Every section begins at a multiple of this, so that it can be read as numbers where it lies. */
const ALIGNMENT = 4;

const padded = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/**
 * Lays sections one after the other into one buffer, behind their number and their lengths in bytes. Numbers are in the
 * machine's order, which is little-endian wherever Lambda runs.
 */
export const packSections = (sections: readonly View[]): Uint8Array => {
  const head = Uint32Array.of(sections.length, ...sections.map(({ byteLength }) => byteLength));
  const all = [head, ...sections];
  const packed = new Uint8Array(all.reduce((sum, { byteLength }) => sum + padded(byteLength), 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of all) {
    packed.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  return packed;
};

/** Takes the sections of a buffer one by one, in the order in which they were packed. Nothing is copied. */
export class SectionReader {
  readonly #bytes: Uint8Array;
  readonly #lengths: Uint32Array;
  #next = 0;
  #at: number;

  /** @param bytes that begin at a multiple of four in their buffer. */
  constructor(bytes: Uint8Array) {
    const [count = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
    this.#bytes = bytes;
    this.#lengths = new Uint32Array(bytes.buffer, bytes.byteOffset + ALIGNMENT, count);
    this.#at = ALIGNMENT * (1 + count);
  }

  get left(): number {
    return this.#lengths.length - this.#next;
  }

  bytes(): Uint8Array {
    const length = this.#lengths[this.#next] ?? 0;
    const section = this.#bytes.subarray(this.#at, this.#at + length);
    this.#next += 1;
    this.#at += padded(length);
    return section;
  }

  int8(): Int8Array {
    const { buffer, byteOffset, byteLength } = this.bytes();
    return new Int8Array(buffer, byteOffset, byteLength);
  }

  uint16(): Uint16Array {
    const { buffer, byteOffset, byteLength } = this.bytes();
    return new Uint16Array(buffer, byteOffset, byteLength / 2);
  }

  uint32(): Uint32Array {
    const { buffer, byteOffset, byteLength } = this.bytes();
    return new Uint32Array(buffer, byteOffset, byteLength / 4);
  }

  float32(): Float32Array {
    const { buffer, byteOffset, byteLength } = this.bytes();
    return new Float32Array(buffer, byteOffset, byteLength / 4);
  }
}
