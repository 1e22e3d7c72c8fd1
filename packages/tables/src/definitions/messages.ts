import { defineTable } from '@frontdesk/core/declare';

export const messagesTable = defineTable({
  name: 'messages',
  description:
    "Each thread's messages in the order in which they were committed, and an item that each message id leads to",
  partitionKey: { name: 'thread_key', type: 'S' },
  sortKey: { name: 'message_key', type: 'S' },
  ttlAttribute: 'expiresAt',
});
