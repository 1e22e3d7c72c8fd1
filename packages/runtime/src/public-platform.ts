import { Problem } from '@frontdesk/core/errors';
import type { HttpPlatform } from '@frontdesk/core/http';
import type { Base } from './base';

const hasNoTenants = (): never => {
  throw new Problem('internal_error', { internal: 'this function works for no tenant: all its routes are for anyone' });
};

/** The platform of a function whose routes are all for anyone: the pipeline looks nobody up and counts nobody. */
export const publicPlatform = (base: Base): HttpPlatform => ({
  ...base,
  directory: {
    settings: hasNoTenants,
    lastKnown: hasNoTenants,
    serviceTenants: hasNoTenants,
    lastRegistered: hasNoTenants,
    refuses: hasNoTenants,
  },
  limiter: { take: hasNoTenants },
  idempotency: { claim: hasNoTenants, settle: hasNoTenants, release: hasNoTenants },
});
