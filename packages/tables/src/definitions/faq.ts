import { defineTable } from '@frontdesk/core/declare';

export const faqTable = defineTable({
  name: 'faq',
  description: "Each tenant's FAQ entries, by their question in NFC",
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'question', type: 'S' },
});
