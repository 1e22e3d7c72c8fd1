/** Counts the requests that are made for a tenant. */
export interface TenantLimiter {
  /**
   * Counts one request. Resolves with the headers that tell the caller where it stands.
   * @throws Problem `rate_limited`.
   */
  take(tenant: string, requestsPerMinute: number): Promise<Readonly<Record<string, string>>>;
}
