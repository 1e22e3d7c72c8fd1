import { defineTable } from '@frontdesk/core/declare';

export const promptsTable = defineTable({
  name: 'prompts',
  description: "Each tenant's settings, system prompt, function configuration and FAQ version",
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'id', type: 'S' },
});
