import { httpHandler } from '@frontdesk/core/http';
import { conversationRuntime, tenantRuntime } from '@frontdesk/runtime';
import { faq, logs, prompts } from '@frontdesk/tables';
import declaration from './function';

const runtime = tenantRuntime(declaration.name, { faq, logs, prompts });

export const handler = httpHandler(declaration, runtime.platform, conversationRuntime(runtime));
