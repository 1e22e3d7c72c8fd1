import { defineFunction, grant, http } from '@frontdesk/core/declare';
import { embeddingEnvironment } from '@frontdesk/runtime/embedders';
import { idempotencyGrants, tenantGrants } from '@frontdesk/runtime/grants';
import { openAiApiKey } from '@frontdesk/runtime/openai';
import { faqTable, logsTable, promptsTable } from '@frontdesk/tables/definitions';
import type { Deps } from './deps';
import { functionConfigRoutes } from './routes/function-config';
import { listSessionMessages } from './routes/list-session-messages';
import { postChat } from './routes/post-chat';
import { systemPromptRoutes } from './routes/system-prompt';

export default defineFunction<Deps>({
  name: 'chat',
  description: 'A turn with the assistant, what was said before, and what the assistant is told',
  memory: 1024,
  environment: {
    ...embeddingEnvironment,
    OPENAI_BASE_URL: { ref: 'openai_base_url' },
    OPENAI_MODEL: { ref: 'openai_model' },
  },
  grants: [
    grant(openAiApiKey, 'GetSecretValue'),
    ...tenantGrants,
    ...idempotencyGrants,
    grant(faqTable, 'Query'),
    grant(logsTable, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    grant(promptsTable, 'BatchGetItem', 'GetItem', 'PutItem', 'Query'),
  ],
  triggers: [http(postChat, listSessionMessages, ...systemPromptRoutes, ...functionConfigRoutes)],
});
