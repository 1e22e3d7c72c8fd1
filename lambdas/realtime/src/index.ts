import { httpHandler } from '@frontdesk/core/http';
import { handlerOf } from '@frontdesk/core/invocation';
import { socketHandler } from '@frontdesk/core/socket';
import { connectingRuntime, realtimeRuntime, tenantRuntime } from '@frontdesk/runtime';
import { connections, messages, prompts, threads } from '@frontdesk/tables';
import declaration from './function';

const { base, platform, tables, ids } = tenantRuntime(declaration.name, { connections, messages, prompts, threads });

const deps = {
  ...realtimeRuntime(base),
  tables,
  ids,
  limiter: platform.limiter,
  connecting: connectingRuntime(base, platform.directory),
};

export const handler = handlerOf(declaration, {
  http: httpHandler(declaration, platform, deps),
  socket: socketHandler(declaration, platform, deps),
});
