import type { HttpPlatform } from '@frontdesk/core/http';
import { createLimiter, type Limiter } from '@frontdesk/rate-limit/limiter';
import { tenantLimiter } from '@frontdesk/rate-limit/tenant-limiter';
import { createDirectory, createIdempotencyStore, type Tables } from '@frontdesk/tables';
import type { Base } from './base';

export interface TenantPlatform {
  readonly platform: HttpPlatform;
  /** For limits besides the tenant's own, which the platform sees to. */
  readonly limiter: Limiter;
}

/** What the HTTP pipeline of a function that works for tenants stands on. */
export const tenantPlatform = (
  base: Pick<Base, 'log' | 'metrics' | 'clock' | 'webClientId'>,
  tables: Tables,
): TenantPlatform => {
  const limiter = createLimiter({ ...base, counters: tables.rateLimits });
  return {
    limiter,
    platform: {
      ...base,
      directory: createDirectory(tables, base.clock),
      limiter: tenantLimiter(limiter),
      idempotency: createIdempotencyStore(tables),
    },
  };
};
