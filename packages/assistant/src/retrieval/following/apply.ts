import { questionsLeft } from './changes';
import type { Followed } from './followed';
import type { FaqChange, FaqSource, FoundEntry } from './source';
import { inPieces, type Steps } from './steps';

/** Questions whose entries are read at once. */
const STEP_QUESTIONS = 25;

/** A question that a change has changed. */
interface Changed {
  readonly change: string;
  readonly question: string;
}

/** Changes whose questions are read at once, as far as the index does not know them. */
const inGroups = (changes: readonly FaqChange[], followed: Followed): FaqChange[][] => {
  const groups: FaqChange[][] = [];
  let questions = STEP_QUESTIONS;
  for (const change of changes) {
    const more = questionsLeft([change], followed);
    if (more === 0) continue;
    questions += more;
    if (questions > STEP_QUESTIONS) {
      groups.push([]);
      questions = more;
    }
    groups.at(-1)?.push(change);
  }
  return groups;
};

/** `undefined` if the questions of a change cannot be found. */
const questionsOf = async (
  changes: readonly FaqChange[],
  { ahead }: Followed,
  source: FaqSource,
): Promise<Changed[] | undefined> => {
  const untold = changes.filter(({ questions }) => !questions).map(({ id }) => id);
  const asked = untold.length > 0 ? await source.questions(untold) : new Map<string, readonly string[]>();
  if (untold.some((id) => !asked.has(id))) return undefined;
  return changes.flatMap(({ id, questions = asked.get(id) ?? [] }) =>
    questions.slice(ahead.get(id) ?? 0).map((question) => ({ change: id, question })),
  );
};

/** An index that knows some more questions: what was found for them. */
const withMore = (followed: Followed, piece: readonly Changed[], found: ReadonlyMap<string, FoundEntry>): Followed => {
  const unique = new Set(piece.map(({ question }) => question));
  const here = [...unique].flatMap((question) => found.get(question) ?? []);
  const ahead = new Map(followed.ahead);
  for (const { change } of piece) ahead.set(change, (ahead.get(change) ?? 0) + 1);
  const removed = here.filter(({ entry }) => !entry).map(({ faq_id }) => faq_id);
  const written = here.flatMap(({ entry }) => entry ?? []);
  return { ...followed, index: followed.index.changed(removed, written), ahead };
};

/**
 * Applies changes to an index: reads the entries of their questions as they are now, so that neither their order matters nor
 * how often it happens. To tidy the index is a step of its own.
 * @param whole makes what the last step ends with, if it is more than these changes.
 * @returns whether all questions of all changes were found.
 */
export async function* apply(
  followed: Followed,
  changes: readonly FaqChange[],
  source: FaqSource,
  whole: (last: Followed) => Followed = (last) => last,
): Steps<boolean> {
  let known = followed;
  let left = questionsLeft(changes, followed);
  if (left === 0) yield whole(followed);
  for (const group of inGroups(changes, followed)) {
    const questions = await questionsOf(group, known, source);
    if (!questions) return false;
    while (questions.length > 0) {
      const some = questions.splice(0, STEP_QUESTIONS);
      const asked = [...new Set(some.map(({ question }) => question))];
      const answers = await source.read(asked);
      const found = new Map(asked.flatMap((question, i) => (answers[i] ? [[question, answers[i]] as const] : [])));
      for (const piece of inPieces(some, ({ question }) => found.get(question)?.entry)) {
        known = withMore(known, piece, found);
        left -= piece.length;
        if (left === 0) {
          yield whole(known);
          continue;
        }
        yield known;
        const tidied = known.index.tidied();
        if (tidied === known.index) continue;
        known = { ...known, index: tidied };
        yield known;
      }
    }
  }
  return left === 0;
}
