import type { Random } from '../simulation/random';

/** What may go wrong in a run, and how likely it is each time. */
export interface Faults {
  /** An invocation is killed, at any of its steps. */
  readonly killed: number;
  /** DynamoDB cannot be reached: nothing has happened. */
  readonly unreachable: number;
  /** DynamoDB has done what was asked, and its answer is lost. */
  readonly answerLost: number;
  /** Another transaction is in the way. */
  readonly conflict: number;
  /** A topic or queue fails: before it took the message, or after. */
  readonly notSent: number;
  /** A message is delivered twice. */
  readonly duplicate: number;
  /** `@connections` is slow or fails: before the frame reached the client, or after. */
  readonly notPosted: number;
  /** A connection ends by itself. */
  readonly dropped: number;
  /** A model fails or falls silent. */
  readonly model: number;
}

export const NO_FAULTS: Faults = {
  killed: 0,
  unreachable: 0,
  answerLost: 0,
  conflict: 0,
  notSent: 0,
  duplicate: 0,
  notPosted: 0,
  dropped: 0,
  model: 0,
};

const SOME: Faults = {
  killed: 0.03,
  unreachable: 0.03,
  answerLost: 0.03,
  conflict: 0.05,
  notSent: 0.1,
  duplicate: 0.2,
  notPosted: 0.15,
  dropped: 0.01,
  model: 0.15,
};

/** Each run has some kinds of fault and not others: all of them at once would hide what one of them can do. */
export const drawFaults = (random: Random): Faults =>
  Object.fromEntries(
    Object.entries(SOME).map(([kind, likely]) => [kind, random.chance(0.45) ? likely * random.pick([0.5, 1, 3]) : 0]),
  ) as unknown as Faults;
