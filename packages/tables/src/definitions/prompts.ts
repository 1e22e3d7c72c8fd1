import { defineTable } from '@frontdesk/core/declare';

export const promptsTable = defineTable({
  name: 'prompts',
  description:
    "Each tenant's settings, system prompt, function configuration and FAQ version, and for some days the FAQ's changes",
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'id', type: 'S' },
  ttlAttribute: 'expires_at',
});
