import type { ClaimOutcome, IdempotencyStore } from '@frontdesk/core/http';
import { Contention } from '../access/contention';
import type { Tables } from '../tables';

/** While an answer is being stored its key is in flight, whoever asks; a repeat this much later finds it. */
const SETTLING: ClaimOutcome = { state: 'in_flight', leaseMs: 1_000 };

/** What the HTTP pipeline keeps answers in, on top of the tables. */
export const createIdempotencyStore = (tables: Tables<never>): IdempotencyStore => ({
  claim: async (request, leaseMs) => {
    try {
      return await tables.forTenant(request.tenant).idempotency.claim(request, leaseMs);
    } catch (error) {
      if (error instanceof Contention) return SETTLING;
      throw error;
    }
  },
  settle: (settlement) => tables.forTenant(settlement.claim.tenant).commit([], settlement),
  release: (claim) => tables.forTenant(claim.tenant).idempotency.release(claim),
});
