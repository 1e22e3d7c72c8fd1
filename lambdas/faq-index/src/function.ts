import { defineFunction, grant, queue } from '@frontdesk/core/declare';
import { faqIndexBucket, faqIndexQueue, followingGrants } from '@frontdesk/runtime/declare';
import { promptsTable } from '@frontdesk/tables/definitions';
import { type Deps, storeIndex } from './store-index';

export default defineFunction<Deps>({
  name: 'faq-index',
  description: 'Stores the indexes of large FAQs, so that new instances need not read every entry',
  // A FAQ of 40,000 entries with vectors is read in some seconds, and held twice while it is packed.
  memory: 1_769,
  timeout: 120,
  grants: [...followingGrants, grant(promptsTable, 'GetItem', 'UpdateItem'), grant(faqIndexBucket, 'PutObject')],
  triggers: [queue(faqIndexQueue, storeIndex)],
});
