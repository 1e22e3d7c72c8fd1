import { defineFunction, grant } from '@frontdesk/core/declare';
import { faqTable, logsTable, promptsTable, registryTable } from '@frontdesk/tables/definitions';
import type { Deps } from './deps';
import { listSessionMessages } from './routes/list-session-messages';
import { postChat } from './routes/post-chat';

export default defineFunction<Deps>({
  name: 'chat',
  description: 'A turn with the assistant, and what was said before',
  memory: 1024,
  grants: [
    grant(faqTable, 'Query'),
    grant(logsTable, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    grant(promptsTable, 'BatchGetItem', 'GetItem'),
    grant(registryTable, 'GetItem'),
  ],
  routes: [postChat, listSessionMessages],
});
