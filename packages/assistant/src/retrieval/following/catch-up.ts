import { buildIndex, type FaqIndex } from '../faq-index';
import { type Followed, OVERLAP_MS } from './followed';
import { readSnapshot } from './snapshot';
import type { FaqChange, FaqSource, FaqState } from './source';

/** Questions that are read and indexed in one step. Those of one change stay together unless they are more. */
const STEP_QUESTIONS = 25;
/** Entries that are indexed in one step where somebody waits: a few milliseconds of work. */
const STEP_ENTRIES = 100;
/** Changed entries from which on a later snapshot, if there is one, is better than reading them one by one. */
const MANY_QUESTIONS = 500;

type Log = NonNullable<Awaited<ReturnType<FaqSource['log']>>>;

/** One step after the other. After each there is an index to answer from, or none that is better than the last. */
export type Steps = AsyncGenerator<Followed | undefined, void>;

const uncounted = ({ changes }: Log, { counted }: Followed): FaqChange[] =>
  changes.filter(({ id }) => !counted.has(id));

/**
 * Whether a log tells all that an index lacks. Each change counts the version up by one and has one item, so there must be as
 * many items that are not counted yet as the version has grown.
 */
const tellsAll = (log: Log | undefined, followed: Followed): log is Log =>
  log !== undefined && uncounted(log, followed).length >= log.version - followed.version;

const tellsMany = (log: Log, followed: Followed): boolean =>
  uncounted(log, followed).reduce((sum, { questions }) => sum + questions.length, 0) > MANY_QUESTIONS;

/** The questions of changes, step by step. */
const inSteps = (changes: readonly FaqChange[]): string[][] => {
  const steps: string[][] = [];
  let step: string[] = [];
  for (const { questions } of changes) {
    if (step.length + questions.length > STEP_QUESTIONS) {
      steps.push(step);
      step = [];
    }
    step.push(...questions);
    while (step.length > STEP_QUESTIONS) steps.push(step.splice(0, STEP_QUESTIONS));
  }
  return [...steps, step].filter(({ length }) => length > 0);
};

/**
 * Applies what a log tells. Only the last change counts it: who breaks off before has to read the same changes again. To
 * tidy the index is a step of its own.
 */
async function* apply(followed: Followed, log: Log, readAt: number, source: FaqSource): Steps {
  let known = followed;
  const steps = inSteps(uncounted(log, followed));
  const counted = (index: FaqIndex): Followed => ({
    ...{ index, version: log.version, readAt },
    counted: new Set(log.changes.map(({ id }) => id)),
  });
  for (const [i, questions] of steps.entries()) {
    const { written, removed } = await source.read([...new Set(questions)]);
    const index = known.index.changed(removed, written);
    if (i === steps.length - 1) return yield counted(index);
    yield { ...followed, index };
    known = { ...followed, index: index.tidied() };
    yield known;
  }
  yield counted(followed.index);
}

/**
 * Reads every entry. What is changed while they are read is read once more.
 * @param version of the FAQ before the reading begins.
 * @param stepEntries read in one step; without it, a page is.
 */
async function* readAll(version: number, source: FaqSource, stepEntries?: number): Steps {
  const readAt = source.now();
  const reading = source.log(readAt - OVERLAP_MS);
  // It is awaited after the entries: until then, that it failed is no failure that nobody looks at.
  reading.catch(() => undefined);
  let index = buildIndex([]);
  for await (const page of source.pages(stepEntries)) {
    index = index.changed([], page);
    yield undefined;
    if (stepEntries !== undefined) index = index.tidied();
  }
  if (stepEntries === undefined) index = index.rewritten();
  const log = await reading;
  const read = { index, version, readAt, counted: new Set<string>() };
  if (log === undefined) yield read;
  else if (log.version === version) yield { ...read, counted: new Set(log.changes.map(({ id }) => id)) };
  else yield* apply(read, log, readAt, source);
}

/**
 * Brings an index up to date by what was changed, or makes it: from the last snapshot and what was changed since, or else from
 * every entry.
 * @param state of the FAQ, at least as it was when the caller asked.
 */
export async function* catchUp(followed: Followed | undefined, state: FaqState, source: FaqSource): Steps {
  let target = state;
  if (followed) {
    const readAt = source.now();
    const log = await source.log(followed.readAt - OVERLAP_MS);
    if (log) target = log;
    const snapshotIsBetter = (target.snapshot ?? 0) > followed.version;
    if (tellsAll(log, followed) && !(snapshotIsBetter && tellsMany(log, followed)))
      return yield* apply(followed, log, readAt, source);
    yield undefined;
  }
  const snapshot = await laterSnapshot(source, target, followed?.version ?? -1);
  if (snapshot) {
    if (snapshot.version >= target.version) return yield snapshot;
    const readAt = source.now();
    const log = await source.log(snapshot.readAt - OVERLAP_MS);
    if (tellsAll(log, snapshot)) return yield* apply(snapshot, log, readAt, source);
  }
  yield* readAll(target.version, source, followed && STEP_ENTRIES);
}

const laterSnapshot = async (
  source: FaqSource,
  { snapshot }: FaqState,
  than: number,
): Promise<Followed | undefined> => {
  if (snapshot === undefined || snapshot <= than) return undefined;
  const bytes = await source.snapshot();
  const read = bytes && readSnapshot(bytes);
  return read && read.version > than ? read : undefined;
};
