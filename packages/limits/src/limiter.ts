import { Problem } from '@frontdesk/core/errors';
import type { Limiter, LimitPolicy } from '@frontdesk/core/identity';
import type { Log, Metrics } from '@frontdesk/core/observe';
import { type Clock, epochSeconds } from '@frontdesk/core/time';
import type { RateLimitCounters } from '@frontdesk/tables';
import { limitHeaders, verdictOf } from './verdict';
import { windowsAt } from './windows';

/** Milliseconds. DynamoDB usually answers in a few; a request must not wait long for a check that only protects others. */
const COUNT_DEADLINE_MS = 2_000;

export interface LimiterOptions {
  readonly counters: RateLimitCounters;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds after which a request counts as not counted; 2,000 if left out. */
  readonly deadlineMs?: number;
}

/** Counts in DynamoDB, with one conditional write for each request. */
export const createLimiter = ({
  counters,
  clock,
  log,
  metrics,
  deadlineMs = COUNT_DEADLINE_MS,
}: LimiterOptions): Limiter => {
  const count = async (policy: LimitPolicy, subject: readonly string[]) => {
    const now = clock.now();
    const windows = windowsAt(now, policy.windowSeconds);
    const hit = {
      subject: [policy.name, ...subject],
      limit: policy.limit,
      windows: windows.open,
      ended: windows.ended,
      // A few minutes longer than needed: DynamoDB's clock may be ahead, and it must never delete a counter too early.
      expiresAt: epochSeconds(now) + 10 * policy.windowSeconds,
    };
    return verdictOf(policy, windows, await counters.count(hit, AbortSignal.timeout(deadlineMs)), now);
  };

  const uncounted = (policy: LimitPolicy, error: unknown): Record<string, string> => {
    metrics.count('RateLimitErrors');
    log.error('request not counted against its limit', { policy: policy.name, error });
    if (policy.uncounted === 'admit') return {};
    throw new Problem('temporarily_unavailable', {
      detail: 'Requests cannot be counted at the moment. Try again shortly.',
      headers: { 'retry-after': '5' },
      cause: error,
    });
  };

  return {
    take: async (policy, ...subject) => {
      const verdict = await count(policy, subject).catch((error: unknown) => ({ error }));
      if ('error' in verdict) return uncounted(policy, verdict.error);
      const headers = limitHeaders(policy, verdict);
      if (verdict.admitted) return headers;
      metrics.count('RateLimitHits');
      throw new Problem('rate_limited', {
        detail: `At most ${policy.limit} requests in ${policy.windowSeconds} seconds. Retry-After says when there is room again.`,
        headers,
      });
    },
  };
};
