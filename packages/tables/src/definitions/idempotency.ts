import { defineTable } from '@frontdesk/core/declare';

export const idempotencyTable = defineTable({
  name: 'idempotency',
  description: 'For a day: who may answer a request with an idempotency key, and what was answered',
  partitionKey: { name: 'id', type: 'S' },
  ttlAttribute: 'expires_at',
});
