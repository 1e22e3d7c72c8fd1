import { defineTable } from '@frontdesk/core/declare';

export const rateLimitsTable = defineTable({
  name: 'rate-limits',
  description: 'How often each limited subject has called in each window of time',
  partitionKey: { name: 'subject', type: 'S' },
  ttlAttribute: 'expires_at',
});
