/** How many requests one subject may make in a window of time. */
export interface Policy {
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

/** All that is done for one tenant: `limits.requests_per_minute` of its settings. */
export const tenantPolicy = (requestsPerMinute: number): Policy => ({
  name: 'tenant',
  limit: requestsPerMinute,
  windowSeconds: 60,
  uncounted: 'admit',
});

/** The public route, for one source address and tenant: 15 a minute in production, 10 elsewhere. */
export const publicPolicy = (environment: string): Policy => ({
  name: 'public',
  limit: environment === 'prod' ? 15 : 10,
  windowSeconds: 60,
  uncounted: 'refuse',
});
