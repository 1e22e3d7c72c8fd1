import { Problem } from '../errors/problem';
import type { Log } from '../observe/log';
import type { Answer } from './answer';
import type { Claim, ClaimOutcome, IdempotencyStore, KeyedRequest, Origin, Settling } from './idempotency-store';
import { problemDocumentAnswer } from './problem-answer';

/** By then Lambda has certainly ended the invocation, so nobody takes over a request that may still be running. */
const LEASE_BEYOND_INVOCATION_MS = 1_000;

/** What a handler of an idempotent route sees of this. */
export interface IdempotencyContext {
  /** Resolves once the request may have its effect. */
  readonly claimed: Promise<void>;
  /** See `Request.origin`. */
  readonly origin: Promise<Origin | undefined>;
  settle(answer: Answer): Settling;
}

export interface OnceOptions {
  readonly store: IdempotencyStore;
  readonly log: Log;
  readonly requestId: string;
  /** Absent without an `Idempotency-Key`: then nothing is claimed and nothing stored. */
  readonly keyed: KeyedRequest | undefined;
  /** Nothing is claimed before it resolves. */
  readonly admitted: Promise<unknown>;
  remainingMs(): number;
}

/** Ends a handler that has nothing left to do, because the request has been answered before. */
class AnsweredBefore extends Error {}

const granted = (outcome: ClaimOutcome): Claim => {
  switch (outcome.state) {
    case 'claimed':
      return outcome.claim;
    case 'answered':
      throw new AnsweredBefore();
    case 'reused':
      throw new Problem('idempotency_key_reused', {
        detail: 'This Idempotency-Key was used for a request with another body or another caller. Use a new one.',
        errors: [{ location: 'header.idempotency-key', message: 'was used for another request' }],
      });
    case 'in_flight':
      throw new Problem('idempotency_in_flight', {
        detail: 'The first request with this Idempotency-Key is not answered yet. Repeat it a little later.',
        headers: { 'retry-after': String(Math.max(1, Math.min(5, Math.ceil(outcome.leaseMs / 1_000)))) },
      });
  }
};

/** Whether a repeat gets this refusal too. It does not where trying again may help (429, 5xx). */
const isFinal = (error: unknown): error is Problem =>
  error instanceof Problem && error.status < 500 && error.status !== 429;

/**
 * Lets a handler have its effect at most once for an idempotency key. The first request claims the key and its handler stores
 * the answer in the commit of its effect; a repeat gets that answer. The handler reads beside the claim, but whatever it then
 * answers counts only once the key is claimed. A handler that fails gives the key back, unless its refusal is final.
 */
export const answerOnce = async (
  { store, log, requestId, keyed, admitted, remainingMs }: OnceOptions,
  handle: (context: IdempotencyContext) => Promise<Answer>,
): Promise<Answer> => {
  let outcome: ClaimOutcome | undefined;
  let claim: Claim | undefined;
  let settled: Answer | undefined;

  const claimKey = async (): Promise<void> => {
    await admitted;
    if (!keyed) return;
    outcome = await store.claim(keyed, remainingMs() + LEASE_BEYOND_INVOCATION_MS);
    claim = granted(outcome);
  };
  const claimed = claimKey();
  // Awaited below; until then a refusal must not count as unhandled.
  claimed.catch(() => undefined);
  const origin = keyed ? claimed.then(() => claim?.origin) : Promise.resolve(undefined);
  origin.catch(() => undefined);

  const settle: IdempotencyContext['settle'] = (answer) => {
    settled = answer;
    const settlement = claimed.then(() => claim && { claim, answer });
    // A handler may make it long before it commits it.
    settlement.catch(() => undefined);
    return settlement;
  };

  const giveBack = async (held: Claim, error: unknown): Promise<void> => {
    try {
      if (isFinal(error)) await store.settle({ claim: held, answer: problemDocumentAnswer(error, requestId) });
      else await store.release(held);
    } catch (failure) {
      // The lease expires by itself, and there was no effect: a repeat then runs the handler again.
      log.warn('idempotency claim not released', { error: failure });
    }
  };

  try {
    const handling = handle({ claimed, origin, settle });
    handling.catch(() => undefined);
    await claimed;
    const answer = await handling;
    if (settled !== answer) {
      throw new Problem('internal_error', { internal: 'an idempotent route returned an answer it had not settled' });
    }
    return answer;
  } catch (error) {
    if (outcome?.state === 'answered') {
      return { ...outcome.answer, headers: { ...outcome.answer.headers, 'idempotency-replayed': 'true' } };
    }
    if (claim) await giveBack(claim, error);
    throw error;
  }
};
