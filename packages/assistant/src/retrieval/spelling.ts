/** Shorter words have too many neighbours to be mended. */
const SHORTEST = 6;
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
  return last[b.length] ?? limit + 1;
};

/**
 * The known word that a misspelt one stands for: the nearest with the same first letter, or the word itself where there is
 * none near enough. Of equally near ones the first in code point order.
 */
export const mend = (word: string, known: Iterable<string>): string => {
  if (word.length < SHORTEST || !/^[a-z]+$/u.test(word)) return word;
  let limit = word.length >= LONG ? 2 : 1;
  let nearest: string | undefined;
  for (const candidate of known) {
    if (candidate.charCodeAt(0) !== word.charCodeAt(0) || candidate.length < SHORTEST - 1) continue;
    const distance = slips(word, candidate, limit);
    if (distance < limit || (distance === limit && (nearest === undefined || candidate < nearest))) {
      [nearest, limit] = [candidate, distance];
    }
  }
  return nearest ?? word;
};
