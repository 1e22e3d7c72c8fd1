import type { IndexableEntry } from '../../types';
import type { Followed } from './followed';

/**
 * One step after the other. After each there is an index to answer from, or none that is better than the last. Whoever takes
 * them may stop after any of them, and go on later or not at all.
 */
export type Steps<R = void> = AsyncGenerator<Followed | undefined, R>;

/**
 * UTF-16 code units of text that are indexed in one step: some 5 to 10 ms of work. Entries of ordinary length come in
 * hundreds to a step, and of the longest, of 16 KB, two.
 */
const STEP_CHARACTERS = 32_768;

const charactersOf = ({ question, answer }: IndexableEntry): number => question.length + answer.length;

/** Cuts a list into pieces that one step indexes each. */
export const inPieces = <T>(items: readonly T[], entryOf: (item: T) => IndexableEntry | undefined): T[][] => {
  const pieces: T[][] = [];
  let characters = STEP_CHARACTERS;
  for (const item of items) {
    const entry = entryOf(item);
    const more = entry ? charactersOf(entry) : 0;
    if (pieces.length === 0 || characters + more > STEP_CHARACTERS) {
      pieces.push([]);
      characters = 0;
    }
    characters += more;
    pieces.at(-1)?.push(item);
  }
  return pieces;
};
