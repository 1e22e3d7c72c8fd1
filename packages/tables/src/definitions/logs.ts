import { defineTable } from '@frontdesk/core/declare';

export const logsTable = defineTable({
  name: 'logs',
  description: 'Chat turns and calls by contact and time, and the pointers that lead to them',
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  indexes: {
    TsIndex: {
      partitionKey: { name: 'client_id', type: 'S' },
      sortKey: { name: 'ts', type: 'S' },
      projection: 'ALL',
    },
    CallSidIndex: { partitionKey: { name: 'call_sid', type: 'S' }, projection: 'KEYS_ONLY' },
  },
  ttlAttribute: 'expires_at',
});
