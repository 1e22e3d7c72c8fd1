import type { Answer } from './answer';

/** Names a request that may be sent more than once. */
export interface KeyedRequest {
  readonly tenant: string;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** Digest of principal, method, path and body: a repeat has the same one. */
  readonly fingerprint: string;
}

/** The right to answer a keyed request, until its lease ends or somebody answers. */
export interface Claim extends KeyedRequest {
  /** Fences the claim off from later ones: a write that settles it is conditional on it. */
  readonly lease: string;
  /** A ULID made when the key was first claimed: the same for every try of the request, for as long as the key stands. */
  readonly origin: string;
}

export type ClaimOutcome =
  | { readonly state: 'claimed'; readonly claim: Claim }
  | { readonly state: 'answered'; readonly answer: Answer }
  /** Somebody holds the claim for so many milliseconds more. */
  | { readonly state: 'in_flight'; readonly leaseMs: number }
  /** The key belongs to another request. */
  | { readonly state: 'reused' };

/** What makes `answer` the answer of a claimed request. It joins the commit of the request's effect. */
export interface Settlement {
  readonly claim: Claim;
  readonly answer: Answer;
}

/** Where the answers of keyed requests are kept, for a day. */
export interface IdempotencyStore {
  /** @param leaseMs how long the claim lasts if it is neither settled nor released. */
  claim(request: KeyedRequest, leaseMs: number): Promise<ClaimOutcome>;
  /** Stores an answer that has no effect to join. */
  settle(settlement: Settlement): Promise<void>;
  /** Gives a claim back unanswered, if it is still held. The key stays the request's. */
  release(claim: Claim): Promise<void>;
}
