import { defineTable } from '@frontdesk/core/declare';

export const threadsTable = defineTable({
  name: 'threads',
  description: 'One item for each realtime conversation: who owns it, its last message, and what is still unanswered',
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'thread_id', type: 'S' },
  indexes: {
    ActivityIndex: {
      partitionKey: { name: 'client_id', type: 'S' },
      sortKey: { name: 'last_at', type: 'N' },
      projection: 'ALL',
    },
  },
  ttlAttribute: 'expires_at',
});
