import type { TenantLimiter } from '@frontdesk/core/identity/tenant-limiter';
import type { Limiter } from './limiter';
import { tenantPolicy } from './policy';

/** What the HTTP pipeline asks before it lets a tenant's request in. */
export const tenantLimiter = (limiter: Limiter): TenantLimiter => ({
  take: (tenant, requestsPerMinute) => limiter.take(tenantPolicy(requestsPerMinute), tenant),
});
