import { defineFunction, grant, http } from '@frontdesk/core/declare';
import {
  conversationEnvironment,
  conversationGrants,
  idempotencyGrants,
  tenantGrants,
} from '@frontdesk/runtime/declare';
import { logsTable, promptsTable } from '@frontdesk/tables/definitions';
import type { Deps } from './deps';
import { functionConfigRoutes } from './routes/function-config';
import { listSessionMessages } from './routes/list-session-messages';
import { postChat } from './routes/post-chat';
import { systemPromptRoutes } from './routes/system-prompt';

export default defineFunction<Deps>({
  name: 'chat',
  description: "A turn with the assistant, a session's history, and the assistant's instructions",
  memory: 1024,
  environment: conversationEnvironment,
  grants: [
    ...tenantGrants,
    ...idempotencyGrants,
    ...conversationGrants,
    grant(logsTable, 'BatchGetItem'),
    grant(promptsTable, 'GetItem', 'PutItem', 'Query'),
  ],
  triggers: [http(postChat, listSessionMessages, ...systemPromptRoutes, ...functionConfigRoutes)],
});
