import type { IdempotencyStore } from '@frontdesk/core/http';
import type { Tables } from '../tables';

/** What the HTTP pipeline keeps answers in, on top of the tables. */
export const createIdempotencyStore = (tables: Tables): IdempotencyStore => ({
  claim: (request, leaseMs) => tables.forTenant(request.tenant).idempotency.claim(request, leaseMs),
  settle: (settlement) => tables.forTenant(settlement.claim.tenant).commit([], settlement),
  release: (claim) => tables.forTenant(claim.tenant).idempotency.release(claim),
});
