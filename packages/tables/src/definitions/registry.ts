import { defineTable } from '@frontdesk/core/declare';

export const registryTable = defineTable({
  name: 'registry',
  description: 'Which tenants a service client, a Twilio account or a phone number belongs to; functions only read it',
  partitionKey: { name: 'id', type: 'S' },
});
