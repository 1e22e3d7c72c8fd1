import type { LimitPolicy } from '@frontdesk/core/identity';

/** The public route, for one source address and tenant: 15 a minute in production, 10 elsewhere. */
export const publicPolicy = (environment: string): LimitPolicy => ({
  name: 'public',
  limit: environment === 'prod' ? 15 : 10,
  windowSeconds: 60,
  uncounted: 'refuse',
});
