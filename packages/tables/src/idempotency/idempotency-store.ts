import type { ClaimOutcome, IdempotencyStore } from '@frontdesk/core/http';
import { Contention } from '../access/contention';
import type { Tables } from '../tables';

/** While an answer is being stored, its key is in flight for everybody; a repeat after this time finds the answer. */
const SETTLING: ClaimOutcome = { state: 'in_flight', leaseMs: 1_000 };

/** Where the HTTP pipeline keeps answers, on top of the tables. */
export const createIdempotencyStore = (tables: Tables<never>): IdempotencyStore => ({
  claim: async (request, leaseMs) => {
    try {
      return await tables.idempotency(request.tenant).claim(request, leaseMs);
    } catch (error) {
      if (error instanceof Contention) return SETTLING;
      throw error;
    }
  },
  settle: (settlement) => tables.forTenant(settlement.claim.tenant).commit([], settlement),
  release: (claim) => tables.idempotency(claim.tenant).release(claim),
});
