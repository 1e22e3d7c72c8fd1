/** How many requests one subject may make in a window of time. */
export interface LimitPolicy {
  /** Names the policy in the headers, and begins the key of its counters. A token of RFC 8941. */
  readonly name: string;
  /** At least 1. */
  readonly limit: number;
  /** A multiple of six, so that windows begin at whole milliseconds. */
  readonly windowSeconds: number;
  /**
   * What to do with a request that cannot be counted. `'admit'` where the caller is known and API Gateway's throttle still
   * stands before the route; `'refuse'` where the limit is what keeps strangers from spending money.
   */
  readonly uncounted: 'admit' | 'refuse';
}

/** Counts requests, frames or whatever else is limited, whoever asks for it. */
export interface Limiter {
  /**
   * Counts a request of one subject, such as a tenant, or an address at a tenant. Resolves with headers that tell the caller
   * where it stands.
   * @throws Problem `rate_limited`; `temporarily_unavailable` if it could not be counted and the policy then refuses.
   */
  take(policy: LimitPolicy, ...subject: string[]): Promise<Readonly<Record<string, string>>>;
}

/** All that is done for one tenant: `limits.requests_per_minute` of its settings. */
export const tenantPolicy = (requestsPerMinute: number): LimitPolicy => ({
  name: 'tenant',
  limit: requestsPerMinute,
  windowSeconds: 60,
  uncounted: 'admit',
});
