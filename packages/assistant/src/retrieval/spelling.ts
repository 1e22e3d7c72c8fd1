/** Shorter words have too many similar words to be corrected. */
const SHORTEST = 6;
/**
 * Words that one is compared with: those that share its first letter and most of the others. Of an ordinary FAQ these are some
 * dozens, however large it is; where there are thousands, a message of misspelt words would cost half a second.
 */
const MAX_COMPARED = 300;
/** From this length on, two slips are forgiven. */
const LONG = 8;

/** Slips between two words: letters added, missing, wrong or swapped with their neighbour; `limit + 1` if there are more. */
export const slips = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
};

/** Which letters a word has, a bit each. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) - 97);
  return letters;
};

const bitsIn = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
};

const MENDABLE = /^[a-z]+$/u;

interface Known {
  readonly word: string;
  readonly letters: number;
}

/** The words of an index, to correct misspelt ones. */
export class Dictionary {
  readonly #words: ReadonlySet<string>;
  readonly #byFirstLetter = new Map<string, Known[]>();

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    for (const word of this.#words) {
      if (word.length < SHORTEST - 1 || !MENDABLE.test(word)) continue;
      const known = this.#byFirstLetter.get(word.charAt(0)) ?? [];
      known.push({ word, letters: lettersOf(word) });
      this.#byFirstLetter.set(word.charAt(0), known);
    }
  }

  /** Whether a word is in the index as it is, or is of a kind that is never corrected. */
  knows(word: string): boolean {
    return this.#words.has(word) || word.length < SHORTEST || !MENDABLE.test(word);
  }

  /**
   * The word that a misspelt one stands for: the nearest with the same first letter, or the word itself where there is none
   * near enough, or too many that look like it. Of equally near ones the first in code point order.
   */
  mend(word: string): string {
    if (this.knows(word)) return word;
    const letters = lettersOf(word);
    let limit = word.length >= LONG ? 2 : 1;
    let nearest: string | undefined;
    let compared = 0;
    for (const { word: candidate, letters: has } of this.#byFirstLetter.get(word.charAt(0)) ?? []) {
      // A slip takes at most one letter out and brings another in: most words are told apart without comparing them.
      if (bitsIn(letters ^ has) > 2 * limit) continue;
      if (++compared > MAX_COMPARED) return word;
      const distance = slips(word, candidate, limit);
      if (distance < limit || (distance === limit && (nearest === undefined || candidate < nearest))) {
        [nearest, limit] = [candidate, distance];
      }
    }
    return nearest ?? word;
  }
}
