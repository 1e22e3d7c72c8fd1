import { openAiApiKey } from '@frontdesk/assistant/models';
import { defineFunction, grant, http } from '@frontdesk/core/declare';
import { embeddingEnvironment, idempotencyGrants, indexGrants, tenantGrants } from '@frontdesk/runtime/declare';
import { faqTable, logsTable, promptsTable } from '@frontdesk/tables/definitions';
import type { Deps } from './deps';
import { createFaq } from './routes/create-faq';
import { deleteFaq } from './routes/delete-faq';
import { exportFaq } from './routes/export-faq';
import { getFaq } from './routes/get-faq';
import { importFaq } from './routes/import-faq';
import { listFaq } from './routes/list-faq';
import { listUnanswered } from './routes/list-unanswered';
import { replaceFaq } from './routes/replace-faq';
import { searchFaq } from './routes/search-faq';

export default defineFunction<Deps>({
  name: 'faq',
  description: "The tenant's FAQ: read, written and searched",
  environment: embeddingEnvironment,
  grants: [
    grant(openAiApiKey, 'GetSecretValue'),
    ...tenantGrants,
    ...idempotencyGrants,
    ...indexGrants,
    grant(faqTable, 'GetItem', 'PutItem', 'DeleteItem'),
    grant(logsTable, 'Query'),
    grant(promptsTable, 'GetItem', 'PutItem', 'UpdateItem'),
  ],
  triggers: [http(listFaq, createFaq, searchFaq, importFaq, exportFaq, listUnanswered, getFaq, replaceFaq, deleteFaq)],
});
