import { httpHandler } from '@frontdesk/core/http';
import { conversationRuntime } from '@frontdesk/runtime/conversation-runtime';
import { tenantRuntime } from '@frontdesk/runtime/tenant-runtime';
import declaration from './function';

const runtime = tenantRuntime(declaration.name);

export const handler = httpHandler(declaration, runtime.platform, conversationRuntime(runtime));
