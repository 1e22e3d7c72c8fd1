import { INBOX } from '@frontdesk/core/identity';
import { broadcast } from '@frontdesk/realtime';
import type { SocketRole } from '@frontdesk/tables';
import { type AnyFrame, type Deps, socketRoute, tablesOf } from '../deps';
import { identityOf } from './member';

/** Tells the staff in a thread, and those who follow all, that somebody has come or gone. */
const tellPresence = async (frame: AnyFrame, online: boolean, deps: Deps): Promise<void> => {
  const { threadId, userId, role, connectionId } = identityOf(frame);
  const tables = tablesOf(frame, deps);
  const presence: { action: 'presence'; threadId: string; userId: string; role: SocketRole; online: boolean } = {
    action: 'presence',
    threadId,
    userId,
    role,
    online,
  };
  await Promise.all([
    threadId !== INBOX && broadcast(threadId, presence, deps, tables, { except: connectionId, only: 'staff' }),
    broadcast(INBOX, presence, deps, tables, { except: connectionId }),
  ]);
};

/** Nothing can be pushed to the connection itself before this route has answered: the client lists messages once it is open. */
export const connect = socketRoute({
  routeKey: '$connect',
  operation: 'connect',
  summary: 'Join a thread, or follow all of them',
  handler: async (frame, deps) => {
    const { threadId, userId, role, connectionId } = identityOf(frame);
    const tables = tablesOf(frame, deps);
    const connection = { connection_id: connectionId, user_id: userId, role, connected_at: deps.clock.now() };
    await tables.connections.join(threadId, connection, Number(frame.identity.expiresAt));
    await tellPresence(frame, true, deps);
  },
});

/** API Gateway does its best to call this, and promises nothing: a connection that is found to be gone is removed too. */
export const disconnect = socketRoute({
  routeKey: '$disconnect',
  operation: 'disconnect',
  summary: 'Leave',
  handler: async (frame, deps) => {
    const { threadId, connectionId } = identityOf(frame);
    const tables = tablesOf(frame, deps);
    await tables.connections.leave(threadId, connectionId);
    await tellPresence(frame, false, deps);
  },
});
