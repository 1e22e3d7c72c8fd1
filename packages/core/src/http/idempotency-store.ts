import type { Answer } from './answer';

/** Names a request that may be sent more than once. */
export interface KeyedRequest {
  readonly tenant: string;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** Digest of principal, method, path and body: the same for a repeat. */
  readonly fingerprint: string;
}

/** Where a keyed request began. */
export interface Origin {
  /** A ULID made when the key was first claimed: the same for every try of the request, for as long as the key stands. */
  readonly id: string;
  /** Whether an earlier try claimed the key, which may have left something behind. */
  readonly triedBefore: boolean;
}

/** The right to answer a keyed request, until its lease ends or somebody answers. */
export interface Claim extends KeyedRequest {
  /** A fencing token: the write that settles the claim is conditional on it. */
  readonly lease: string;
  readonly origin: Origin;
}

export type ClaimOutcome =
  | { readonly state: 'claimed'; readonly claim: Claim }
  | { readonly state: 'answered'; readonly answer: Answer }
  /** Somebody else holds the claim for this many more milliseconds. */
  | { readonly state: 'in_flight'; readonly leaseMs: number }
  /** The key belongs to another request. */
  | { readonly state: 'reused' };

/** The write that stores the answer of a claimed request. It goes into the commit of the request's effect. */
export interface Settlement {
  readonly claim: Claim;
  readonly answer: Answer;
}

/** A settlement that may have to wait for its claim; `undefined` for a request without a key. */
export type Settling = Settlement | Promise<Settlement | undefined> | undefined;

/** Where the answers of keyed requests are kept, for a day. */
export interface IdempotencyStore {
  /** @param leaseMs how long the claim lasts if it is neither settled nor released. */
  claim(request: KeyedRequest, leaseMs: number): Promise<ClaimOutcome>;
  /** Stores the answer of a request that has no effect. */
  settle(settlement: Settlement): Promise<void>;
  /** Releases a claim without an answer, if it is still held. The key still belongs to the request. */
  release(claim: Claim): Promise<void>;
}
