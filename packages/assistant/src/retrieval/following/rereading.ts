import { type Followed, NONE_AHEAD } from './followed';
import type { FaqLog, FaqSource, FaqState } from './source';
import { readAll } from './start';
import type { Steps } from './steps';

/** An index that is made of every entry, beside the one that it replaces, which meanwhile goes on following small changes. */
export interface Rereading {
  /** When it began, in epoch milliseconds. */
  readonly readAt: number;
  /** The last of them has the index. */
  readonly steps: Steps;
}

/**
 * @param heard the changes, or at least the version, as they were read before.
 * @param readAt when they were read, in epoch milliseconds.
 * @param stepEntries as `readAll` has it.
 */
export const rereading = (
  heard: FaqLog | FaqState,
  readAt: number,
  source: FaqSource,
  stepEntries: number | undefined,
): Rereading => {
  async function* steps(): Steps {
    const index = yield* readAll(source, stepEntries);
    const changes = 'changes' in heard ? heard.changes : [];
    const counted = new Set(changes.map(({ id }) => id));
    yield { index, version: heard.version, readAt, counted, ahead: NONE_AHEAD } satisfies Followed;
  }
  return { readAt, steps: steps() };
};
