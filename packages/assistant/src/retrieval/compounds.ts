import { stem } from './english';

/** The words that a FAQ writes with a hyphen (check-up), by the stem of what they are without it (checkup). */
export type Compounds = Map<string, string>;

/** Looks behind, or a long run of letters would be read again from each of them. */
const HYPHENATED = /(?<![a-z])[a-z]+-[a-z]+/gi;
const WORD = /[a-z]+(?:-[a-z]+)?/gi;
/** Letters. A shorter word could be anything without its hyphen. */
const SHORTEST = 4;

const closed = (word: string): string => word.replace('-', '').toLowerCase();

/** Adds those of a text. */
export const addCompounds = (text: string, compounds: Compounds): void => {
  for (const word of text.match(HYPHENATED) ?? []) {
    if (word.length > SHORTEST) compounds.set(stem(closed(word)), word.toLowerCase());
  }
};

/**
 * A query with its words as the FAQ writes them: with the hyphen where only that is known, without it likewise.
 * @param known whether the FAQ has the word of this stem.
 */
export const asWritten = (
  query: string,
  compounds: ReadonlyMap<string, string>,
  known: (stem: string) => boolean,
): string =>
  query.replace(WORD, (word) => {
    const term = stem(closed(word));
    const hyphenated = compounds.get(term);
    if (word.includes('-'))
      return hyphenated === undefined && word.length > SHORTEST && known(term) ? closed(word) : word;
    return hyphenated !== undefined && !known(term) ? hyphenated : word;
  });
