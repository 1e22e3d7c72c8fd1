import { buildIndex, type FaqIndex } from '../faq-index';
import { type Followed, NONE_AHEAD, OVERLAP_MS } from './followed';
import { readSnapshot } from './snapshot';
import type { FaqSource, FaqState } from './source';
import { inPieces, type Steps } from './steps';

/** The last snapshot, if it can be read. */
export const lastSnapshot = async (source: FaqSource): Promise<Followed | undefined> => {
  const bytes = await source.snapshot();
  return bytes && readSnapshot(bytes);
};

/**
 * Indexes every entry.
 * @param stepEntries read in one step, where somebody waits; without it, a page is.
 */
export async function* readAll(source: FaqSource, stepEntries?: number): Steps<FaqIndex> {
  let index = buildIndex([]);
  for await (const page of source.pages(stepEntries)) {
    for (const piece of stepEntries === undefined ? [page] : inPieces(page, (entry) => entry)) {
      index = index.changed([], piece);
      yield undefined;
    }
    if (stepEntries !== undefined) index = index.tidied();
  }
  return stepEntries === undefined ? index.rewritten() : index;
}

const atOnce = async <R>(steps: Steps<R>): Promise<R> => {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
};

/**
 * A source that asks for a snapshot once a FAQ turns out to have a second page. There is none if the message of the change that
 * made it large was lost, or the one that there is was made in another way: without a change, nobody else would ask for it.
 */
const askingIfLarge = (source: FaqSource) => {
  let asking: Promise<void> | undefined;
  async function* pages(limit?: number) {
    let first = true;
    for await (const page of source.pages(limit)) {
      if (!first) asking ??= source.askForSnapshot();
      first = false;
      yield page;
    }
  }
  return { ...source, pages, asked: async () => asking };
};

/**
 * An index of every entry, with the changes that it is known to hold. These are read beside the entries: where the version
 * has grown since `state` was read, it is not known of any, and they are met again.
 */
const indexOfAll = async ({ version }: FaqState, source: FaqSource): Promise<Followed> => {
  const readAt = source.now();
  const reading = askingIfLarge(source);
  const [log, index] = await Promise.all([source.log(readAt - OVERLAP_MS), atOnce(readAll(reading))]);
  await reading.asked();
  const counted = log?.version === version ? log.changes : [];
  return { index, version, readAt, counted: new Set(counted.map(({ id }) => id)), ahead: NONE_AHEAD };
};

/** What an instance without an index starts from, however long it takes: the last snapshot, or else every entry. */
export const start = async (state: FaqState, source: FaqSource): Promise<Followed> =>
  (state.snapshot === undefined ? undefined : await lastSnapshot(source)) ?? indexOfAll(state, source);
