import type { Embedding } from '../../types';
import { type Quantised, unitVector } from './quantised';
import type { SectionReader } from './sections';

/** Which vectors may be compared: those of one embedder, and of one length. */
interface SpaceName {
  readonly embedder: string;
  readonly dimensions: number;
}

/** An entry's vector, by the entry's number in its segment. */
export interface Placed extends Quantised {
  readonly embedder: string;
  readonly number: number;
}

/** The vectors of one space, by ascending entry number. */
interface Space extends SpaceName {
  readonly numbers: Uint16Array;
  readonly scales: Float32Array;
  /** One vector after the other. */
  readonly codes: Int8Array;
}

/** The vectors of a segment's entries. There is one space but while entries are on the way from one embedder to the next. */
export class Vectors {
  readonly #spaces: readonly Space[];

  constructor(sections: SectionReader) {
    const names = JSON.parse(Buffer.from(sections.bytes()).toString()) as SpaceName[];
    this.#spaces = names.map((name) => ({
      ...name,
      numbers: sections.uint16(),
      scales: sections.float32(),
      codes: sections.int8(),
    }));
  }

  /** The sections of these vectors, which are by ascending entry number. */
  static sections(placed: readonly Placed[]): (Uint8Array | Uint16Array | Float32Array | Int8Array)[] {
    const spaces = new Map<string, Placed[]>();
    for (const vector of placed) {
      const name = JSON.stringify({ embedder: vector.embedder, dimensions: vector.codes.length } satisfies SpaceName);
      const space = spaces.get(name);
      if (space) space.push(vector);
      else spaces.set(name, [vector]);
    }
    const names = Buffer.from(`[${[...spaces.keys()].join()}]`);
    return [
      names,
      ...[...spaces.values()].flatMap((space) => {
        const dimensions = space[0]?.codes.length ?? 0;
        const codes = new Int8Array(space.length * dimensions);
        for (const [i, vector] of space.entries()) codes.set(vector.codes, i * dimensions);
        return [Uint16Array.from(space, ({ number }) => number), Float32Array.from(space, ({ scale }) => scale), codes];
      }),
    ];
  }

  /** Whether an entry that `counts` says is there has a vector of the embedder's. */
  knows(embedder: string, counts: (number: number) => boolean): boolean {
    return this.#spaces.some((space) => space.embedder === embedder && space.numbers.some(counts));
  }

  /** Every vector, in no particular order. */
  *all(): Generator<Placed> {
    for (const { embedder, dimensions, numbers, scales, codes } of this.#spaces) {
      for (const [i, number] of numbers.entries())
        yield {
          embedder,
          number,
          scale: scales[i] ?? 0,
          codes: codes.subarray(i * dimensions, (i + 1) * dimensions),
        };
    }
  }

  /** Calls back with the cosine of each entry's vector and the query's, among those of the query's space. */
  compare(query: Embedding, visit: (number: number, cosine: number) => void): void {
    const wanted = unitVector(query);
    if (!wanted) return;
    for (const { embedder, dimensions, numbers, scales, codes } of this.#spaces) {
      if (embedder !== query.embedder || dimensions !== wanted.length) continue;
      for (let i = 0; i < numbers.length; i++) {
        const cosine = product(wanted, codes, i * dimensions) * (scales[i] ?? 0);
        visit(numbers[i] ?? 0, cosine);
      }
    }
  }
}

/** Two sums, which a processor adds up side by side. */
const product = (a: Float32Array, b: Int8Array, from: number): number => {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < a.length; i += 2) {
    even += (a[i] ?? 0) * (b[from + i] ?? 0);
    odd += i + 1 < a.length ? (a[i + 1] ?? 0) * (b[from + i + 1] ?? 0) : 0;
  }
  return even + odd;
};
