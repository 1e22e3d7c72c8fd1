import { stem } from './english';

/** Looks behind, or a long run of letters would be read again from each of them. */
const HYPHENATED = /(?<![a-z])[a-z]+-[a-z]+/gi;
const WORD = /[a-z]+(?:-[a-z]+)?/gi;
/** Letters. A shorter word could be anything without its hyphen. */
const SHORTEST = 4;
const SEPARATOR = ' ';

const closed = (word: string): string => word.replace('-', '').toLowerCase();

/** What the hyphenated words begin with, as {@link hyphenatedWords} has them, that are this stem without their hyphen. */
export const compoundsOf = (stem: string): string => stem + SEPARATOR;

/** The hyphenated words of a text (check-up), each behind the stem of what it is without its hyphen (checkup). */
export const hyphenatedWords = (text: string): string[] =>
  (text.match(HYPHENATED) ?? [])
    .filter((word) => word.length > SHORTEST)
    .map((word) => compoundsOf(stem(closed(word))) + word.toLowerCase());

/** The words of a FAQ, as a query is compared with them. */
export interface WrittenWords {
  /** The first of the FAQ's compounds that begins like this. */
  compound(beginning: string): string | undefined;
  /** Whether the FAQ has the word of this stem. */
  known(stem: string): boolean;
}

/** A query with its words as the FAQ writes them: with the hyphen where only that is known, without it likewise. */
export const asWritten = (query: string, { compound, known }: WrittenWords): string =>
  query.replace(WORD, (word) => {
    const term = stem(closed(word));
    const beginning = compoundsOf(term);
    const hyphenated = compound(beginning)?.slice(beginning.length);
    if (word.includes('-'))
      return hyphenated === undefined && word.length > SHORTEST && known(term) ? closed(word) : word;
    return hyphenated !== undefined && !known(term) ? hyphenated : word;
  });
