import { defineTable } from '@frontdesk/core/declare';

export const tasksTable = defineTable({
  name: 'tasks',
  description: "Each tenant's reservations and tasks by name, and the calendar of each resource by UTC day",
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'name', type: 'S' },
  indexes: {
    StartsAtIndex: {
      partitionKey: { name: 'client_id', type: 'S' },
      sortKey: { name: 'starts_at', type: 'S' },
      projection: 'ALL',
    },
  },
});
