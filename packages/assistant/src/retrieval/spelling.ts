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

/** The words of a FAQ, to correct misspelt ones. */
export interface Words {
  has(word: string): boolean;
  /** Those that begin with a letter, in any order; some perhaps more than once. */
  beginningWith(letter: string): Iterable<string>;
}

/** Whether the FAQ has a word as it is, or it is of a kind that is never corrected. */
export const isSpelt = (word: string, words: Words): boolean =>
  word.length < SHORTEST || !MENDABLE.test(word) || words.has(word);

/** The words that are worth comparing with one, or none where there are too many. */
const candidates = (word: string, words: Words, limit: number): ReadonlySet<string> => {
  const letters = lettersOf(word);
  const found = new Set<string>();
  for (const candidate of words.beginningWith(word.charAt(0))) {
    if (Math.abs(candidate.length - word.length) > limit || !MENDABLE.test(candidate)) continue;
    // A slip takes at most one letter out and brings another in: most words are told apart without comparing them.
    if (bitsIn(letters ^ lettersOf(candidate)) > 2 * limit) continue;
    found.add(candidate);
    if (found.size > MAX_COMPARED) return new Set();
  }
  return found;
};

/**
 * The word that a misspelt one stands for: the nearest with the same first letter, or the word itself where there is none
 * near enough, or too many that look like it. Of equally near ones the first in code point order.
 */
export const mend = (word: string, words: Words): string => {
  if (isSpelt(word, words)) return word;
  let limit = word.length >= LONG ? 2 : 1;
  let nearest: string | undefined;
  for (const candidate of candidates(word, words, limit)) {
    const distance = slips(word, candidate, limit);
    if (distance < limit || (distance === limit && (nearest === undefined || candidate < nearest))) {
      [nearest, limit] = [candidate, distance];
    }
  }
  return nearest ?? word;
};
