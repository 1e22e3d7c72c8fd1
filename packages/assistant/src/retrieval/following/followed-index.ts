import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs } from '@frontdesk/core/time';
import type { FaqIndex } from '../faq-index';
import { Follower, followAtOnce } from './follower';
import type { FaqSource, FaqState } from './source';
import { within } from './within';

/** Milliseconds after which a caller waits for no further step. */
const PATIENCE_MS = 15;
/** Milliseconds between two steps that nobody waits for: what else a turn does comes first. */
const REST_MS = 5;

/** Entries that are read in one step when all have to be read anew. */
const STEP_ENTRIES = 100;

/**
 * One tenant's index, as it follows the FAQ. Whoever asks waits a bounded time: after that the answer is the index as far as it
 * has come. It then goes on, step by step, while the turn waits for a model or for DynamoDB; when Lambda stops the process
 * between two invocations, the next who asks goes on.
 */
export class FollowedIndex {
  readonly #follower: Follower;
  /** The step under way. */
  #step: Promise<void> | undefined;
  #isGoingOn = false;
  readonly #onFailure: (error: unknown) => void;

  private constructor(follower: Follower, onFailure: (error: unknown) => void) {
    this.#follower = follower;
    this.#onFailure = onFailure;
  }

  /** Makes it, however long that takes. */
  static async made(state: FaqState, source: FaqSource, onFailure: (error: unknown) => void): Promise<FollowedIndex> {
    const followed = await followAtOnce(state, source);
    return new FollowedIndex(new Follower(followed, { stepEntries: STEP_ENTRIES }), onFailure);
  }

  get bytes(): number {
    return this.#follower.followed.index.bytes;
  }

  /**
   * The index at a version or a later one; if there is more to do than a caller should wait for, as far as it has come.
   * Small changes are always waited for, so that the next turn knows an edit, whatever else is being followed. Of the rest
   * each caller begins a step at least, so that it comes to an end however slow the FAQ is read. If the FAQ cannot be read
   * now, the index is as it was, and the next who asks tries again.
   */
  async reach(state: FaqState, source: FaqSource): Promise<FaqIndex> {
    const until = monotonicMs() + PATIENCE_MS;
    try {
      while (this.#follower.followed.version < state.version) {
        if (this.#follower.isNews(state)) await this.#next(state, source);
        else if (!(await within(this.#next(state, source), Math.max(0, until - monotonicMs())))) {
          void this.#goOn(state, source);
          break;
        }
      }
    } catch (error) {
      this.#onFailure(error);
    }
    if (!this.#step && monotonicMs() < until) this.#follower.tidy();
    return this.#follower.followed.index;
  }

  /** Takes the steps that nobody waits for, until the version is reached or the FAQ cannot be read. */
  async #goOn(state: FaqState, source: FaqSource): Promise<void> {
    if (this.#isGoingOn) return;
    this.#isGoingOn = true;
    try {
      while (this.#follower.followed.version < state.version) {
        await this.#next(state, source);
        await delay(REST_MS, undefined, { ref: false });
      }
    } catch (error) {
      this.#onFailure(error);
    } finally {
      this.#isGoingOn = false;
    }
  }

  /** Callers at the same moment share a step. */
  #next(state: FaqState, source: FaqSource): Promise<void> {
    this.#step ??= this.#follower.step(state, source).finally(() => {
      this.#step = undefined;
    });
    return this.#step;
  }
}
