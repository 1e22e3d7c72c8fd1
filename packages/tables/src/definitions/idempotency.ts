import { defineTable } from '@frontdesk/core/declare';

export const idempotencyTable = defineTable({
  name: 'idempotency',
  description: 'Who may answer a request with an idempotency key, and what was answered, for a day',
  partitionKey: { name: 'id', type: 'S' },
  ttlAttribute: 'expires_at',
});
