/**
 * When a call is worth repeating, and when: the SDK's standard mode
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
import type { ResponseMetadata } from './aws-error';

type Verdict = 'throttled' | 'transient' | 'final';

interface Failure extends Error {
  readonly code?: string;
  readonly $metadata?: ResponseMetadata;
}

const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const TRANSIENT = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);
/** Node.js's codes for what does not reach the service, or breaks on the way. */
const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const TRANSIENT_STATUS = new Set([500, 502, 503, 504]);

const verdictOn = ({ name, message, code = '', $metadata = {} }: Failure): Verdict => {
  const { httpStatusCode = 0, clockSkewCorrected = false } = $metadata;
  if (httpStatusCode === 429 || THROTTLED.has(name)) return 'throttled';
  if (name === 'AbortError') return 'final';
  const expired = name === 'InvalidSignatureException' && message.includes('Signature expired');
  const broken = TRANSIENT.has(name) || NETWORK.has(code) || TRANSIENT_STATUS.has(httpStatusCode);
  return broken || expired || clockSkewCorrected ? 'transient' : 'final';
};

/** Whether a call failed for a reason that may pass by itself: the service is busy, broken or cannot be reached. */
export const mayPass = (error: unknown): error is Error =>
  error instanceof Error &&
  (verdictOn(error) !== 'final' || ((error as Failure).$metadata?.httpStatusCode ?? 0) >= 500);

const INITIAL_TOKENS = 500;
const COST = { throttled: 5, transient: 14 } as const;
const THROTTLED_BASE_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
/** How much longer than it would the client waits because the service asks for it. */
const MOST_ADDED_MS = 5_000;

export interface RetryOptions {
  /** In all, the first included. */
  readonly maxAttempts: number;
  /** Milliseconds that the first wait is at most; it doubles each time. */
  readonly baseMs: number;
  /** Milliseconds. A repeat that would have to wait longer is not made: whoever asks has something better to do. */
  readonly longestWaitMs?: number;
}

/**
 * Decides about repeats for one client. Its tokens keep it from repeating everything while nothing works: each repeat takes
 * some, and a call that succeeds puts back what its last repeat took, or one.
 */
export class RetryPolicy {
  readonly #options: RetryOptions;
  #tokens = INITIAL_TOKENS;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  /**
   * @param attempts made so far.
   * @param askedMs what the service asked to wait (`Retry-After`).
   * @returns what the repeat costs and the milliseconds to wait before it, with full jitter; `undefined` for no repeat.
   */
  next(
    failure: Failure,
    attempts: number,
    askedMs = 0,
  ): { readonly cost: number; readonly waitMs: number } | undefined {
    const verdict = verdictOn(failure);
    if (verdict === 'final' || attempts >= this.#options.maxAttempts || this.#tokens < COST[verdict]) return undefined;
    const base = verdict === 'throttled' ? THROTTLED_BASE_MS : this.#options.baseMs;
    const jittered = Math.floor(Math.random() * Math.min(base * 2 ** (attempts - 1), LONGEST_WAIT_MS));
    const waitMs = Math.max(jittered, Math.min(askedMs, jittered + MOST_ADDED_MS));
    if (waitMs > (this.#options.longestWaitMs ?? Number.POSITIVE_INFINITY)) return undefined;
    this.#tokens -= COST[verdict];
    return { cost: COST[verdict], waitMs };
  }

  /** @param cost of the last repeat. */
  succeeded(cost = 1): void {
    this.#tokens = Math.min(INITIAL_TOKENS, this.#tokens + cost);
  }
}
