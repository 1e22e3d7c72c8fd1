import { apply } from './apply';
import { changesSince, isSmall, questionsLeft, tellsAll, uncounted, withAllOf } from './changes';
import type { Followed } from './followed';
import { type Rereading, rereading } from './rereading';
import type { FaqSource, FaqState } from './source';
import { lastSnapshot, start } from './start';
import type { Steps } from './steps';
import { within } from './within';

/** Questions from which on a later snapshot, if there is one, is better than reading their entries one by one. */
const MANY_QUESTIONS = 500;
/** Milliseconds that one step waits for a snapshot that is being read. */
const SNAPSHOT_STEP_MS = 5;

export interface FollowerOptions {
  /** Entries of one step when all are read; without it, as many as a page holds. */
  readonly stepEntries?: number;
}

const isLater = (state: FaqState, heard: FaqState): boolean =>
  state.version > heard.version || (state.snapshot ?? 0) > (heard.snapshot ?? 0);

/**
 * Takes an index, step by step, to where its FAQ is. Whenever the FAQ is said to have been changed again, the next step reads
 * what was changed and applies the small changes; large ones come after them. Steps must be taken one after the other.
 */
export class Follower {
  #followed: Followed;
  /** Where the FAQ was when its changes were last read. */
  #heard: FaqState = { version: 0 };
  #steps: Steps | undefined;
  /** Whether the next step, or the one under way, is the one that reads what was changed. */
  #isHearing = false;
  #loading: Promise<Followed | undefined> | undefined;
  #triedSnapshot = 0;
  #rereading: Rereading | undefined;
  readonly #options: FollowerOptions;

  constructor(followed: Followed, options: FollowerOptions = {}) {
    this.#followed = followed;
    this.#options = options;
  }

  get followed(): Followed {
    return this.#followed;
  }

  /** Whether a state says something that was not followed yet as far as a small change would have been. */
  isNews(state: FaqState): boolean {
    return !this.#steps || this.#isHearing || isLater(state, this.#heard);
  }

  async step(state: FaqState, source: FaqSource): Promise<void> {
    if (!this.#steps || isLater(state, this.#heard)) {
      this.#steps = this.#follow(state, source);
      this.#isHearing = true;
    }
    try {
      const { done, value } = await this.#steps.next();
      const isReached = value !== undefined && value.version > this.#followed.version;
      if (value) this.#followed = value;
      if (isReached) this.#dropAll();
      else if (done) this.#steps = undefined;
    } catch (error) {
      this.#dropAll();
      throw error;
    } finally {
      this.#isHearing = false;
    }
  }

  /** Mostly there is nothing to do, and then some milliseconds' work. Not while a step is under way. */
  tidy(): void {
    const { index } = this.#followed;
    const tidied = index.tidied();
    if (!this.#steps && tidied !== index) this.#followed = { ...this.#followed, index: tidied };
  }

  /** What was under way to a version that is reached, or that failed. Changes since then are followed from the beginning. */
  #dropAll(): void {
    this.#steps = undefined;
    this.#loading = undefined;
    this.#rereading = undefined;
  }

  async *#follow(state: FaqState, source: FaqSource): Steps {
    const readAt = source.now();
    const log = await changesSince((this.#rereading ?? this.#followed).readAt, source);
    this.#heard = log ?? state;
    const changes = log ? uncounted(log, this.#followed) : [];
    const small = changes.filter(isSmall);
    const large = changes.filter((change) => !isSmall(change));
    const isTold = log !== undefined && tellsAll(log, this.#followed);
    const whole = isTold ? withAllOf(log, readAt) : undefined;

    const isFound = yield* apply(this.#followed, small, source, large.length === 0 ? whole : undefined);
    const isMuch = !isTold || questionsLeft(large, this.#followed) > MANY_QUESTIONS;
    if (isMuch) yield* this.#tryLaterSnapshot(source);
    const canFollow = isTold && isFound && !this.#rereading;
    if (canFollow && (yield* apply(this.#followed, large, source, whole))) return;
    this.#rereading ??= rereading(this.#heard, readAt, source, this.#options.stepEntries);
    yield* this.#rereading.steps;
  }

  /** Each is tried once. It goes on being read when the FAQ is changed meanwhile. */
  async *#tryLaterSnapshot(source: FaqSource): Steps {
    const { snapshot = 0 } = this.#heard;
    if (snapshot > Math.max(this.#followed.version, this.#triedSnapshot)) {
      this.#triedSnapshot = snapshot;
      this.#loading = lastSnapshot(source);
      // Whoever waits for it is told if it fails; between two steps nobody does.
      this.#loading.catch(() => undefined);
    }
    if (!this.#loading) return;
    while (!(await within(this.#loading, SNAPSHOT_STEP_MS))) yield undefined;
    const read = await this.#loading;
    this.#loading = undefined;
    if (read && read.version > this.#followed.version) yield read;
  }
}

/** Makes an index, and takes it to where its FAQ is, however long that takes. */
export const followAtOnce = async (state: FaqState, source: FaqSource): Promise<Followed> => {
  const follower = new Follower(await start(state, source));
  while (follower.followed.version < state.version) await follower.step(state, source);
  return follower.followed;
};
