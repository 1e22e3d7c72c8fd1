import type { LimitPolicy } from '@frontdesk/core/identity';
import type { Counted } from '@frontdesk/tables';
import type { Windows } from './windows';

export interface Verdict {
  readonly admitted: boolean;
  /** Requests that would still be let in at once. */
  readonly remaining: number;
  /** Whole seconds, at least 1, until more requests are let in than now. */
  readonly resetSeconds: number;
}

/** Works out from the counters what a subject has left: the fullest open window decides, and the newest of those ends last. */
export const verdictOf = (
  policy: LimitPolicy,
  windows: Windows,
  { admitted, hits }: Counted,
  nowMs: number,
): Verdict => {
  const counts = windows.open.map((window) => hits.get(window) ?? 0);
  const most = Math.max(...counts);
  // After a limit was lowered, windows may hold more than it allows: each of them must end.
  const decisive = windows.open.filter((_, i) => (counts[i] ?? 0) >= Math.min(most, policy.limit));
  return {
    admitted,
    remaining: Math.max(0, policy.limit - most),
    resetSeconds: Math.max(1, Math.ceil((windows.endOf(Math.max(...decisive)) - nowMs) / 1_000)),
  };
};

/**
 * The fields of https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-09, and `Retry-After` for a
 * request that was refused (RFC 9110, section 10.2.3).
 */
export const limitHeaders = (policy: LimitPolicy, verdict: Verdict): Record<string, string> => ({
  'ratelimit-policy': `"${policy.name}";q=${policy.limit};w=${policy.windowSeconds}`,
  ratelimit: `"${policy.name}";r=${verdict.remaining};t=${verdict.resetSeconds}`,
  ...(!verdict.admitted && { 'retry-after': String(verdict.resetSeconds) }),
});
