import type { FaqIndex } from '../faq-index';
import { catchUp, type Steps } from './catch-up';
import type { Followed } from './followed';
import type { FaqSource, FaqState } from './source';

/** Milliseconds after which a caller waits for no further step. */
const PATIENCE_MS = 25;

/** Whether a promise is fulfilled within a time. If it is rejected by then, so is the answer. */
const within = async (promise: Promise<void>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * One tenant's index, as it follows the FAQ. It works only while somebody asks for it, because Lambda stops a process between
 * two invocations, and a bounded time for each who asks: after that the answer is the index as far as it has come, and the
 * next who asks goes on.
 */
export class FollowedIndex {
  #followed: Followed;
  #steps: Steps | undefined;
  /** The step under way. */
  #step: Promise<void> | undefined;
  /** Whether the next step, or the one under way, is the first. */
  #isFirst = false;
  readonly #onFailure: (error: unknown) => void;

  private constructor(followed: Followed, onFailure: (error: unknown) => void) {
    this.#followed = followed;
    this.#onFailure = onFailure;
  }

  /** Makes it, however long that takes. */
  static async made(state: FaqState, source: FaqSource, onFailure: (error: unknown) => void): Promise<FollowedIndex> {
    let followed: Followed | undefined;
    for await (const next of catchUp(undefined, state, source)) followed = next ?? followed;
    if (!followed) throw new Error('whoever reads a FAQ ends with an index');
    return new FollowedIndex(followed, onFailure);
  }

  get bytes(): number {
    return this.#followed.index.bytes;
  }

  /**
   * The index at a version or a later one; if there is more to do than a caller should wait for, as far as it has come.
   * The first step is always waited for: it is all that an ordinary edit takes. If the FAQ cannot be read now, the index is
   * as it was, and the next who asks tries again.
   */
  async reach(state: FaqState, source: FaqSource): Promise<FaqIndex> {
    const until = performance.now() + PATIENCE_MS;
    try {
      while (this.#followed.version < state.version) {
        if (!this.#steps) {
          this.#steps = catchUp(this.#followed, state, source);
          this.#isFirst = true;
        }
        const left = until - performance.now();
        if (this.#isFirst) await this.#next();
        else if (left <= 0 || !(await within(this.#next(), left))) break;
      }
    } catch (error) {
      this.#onFailure(error);
    }
    if (!this.#steps && performance.now() < until) this.#tidy();
    return this.#followed.index;
  }

  /** Mostly there is nothing to do, and then some milliseconds' work. */
  #tidy(): void {
    const { index } = this.#followed;
    const tidied = index.tidied();
    if (tidied !== index) this.#followed = { ...this.#followed, index: tidied };
  }

  /** Callers at the same moment share a step. */
  #next(): Promise<void> {
    this.#step ??= this.#take().finally(() => {
      this.#step = undefined;
      this.#isFirst = false;
    });
    return this.#step;
  }

  async #take(): Promise<void> {
    try {
      const { done, value } = (await this.#steps?.next()) ?? { done: true };
      // A version that is reached is mostly the last step; if more follow, they are taken up by the changes they are of.
      if (done || (value && value.version > this.#followed.version)) this.#steps = undefined;
      if (value) this.#followed = value;
    } catch (error) {
      this.#steps = undefined;
      throw error;
    }
  }
}
