import { defineTable } from '@frontdesk/core/declare';

export const connectionsTable = defineTable({
  name: 'connections',
  description: 'The open WebSocket connections of each thread, and those of staff who follow all threads',
  partitionKey: { name: 'thread_key', type: 'S' },
  sortKey: { name: 'connection_id', type: 'S' },
  ttlAttribute: 'expires_at',
});
