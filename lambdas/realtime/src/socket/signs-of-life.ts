import { broadcast, changeThread, withRead } from '@frontdesk/realtime';
import { sent } from '@frontdesk/realtime/frames';
import { socketRoute, tablesOf } from '../deps';
import { memberOf } from './member';

/** Nothing is stored. A visitor's typing is for staff; that of staff is for everybody in the thread. */
export const typingRoute = socketRoute({
  routeKey: 'typing',
  operation: 'typing',
  summary: 'Say that somebody is typing, or has stopped',
  frame: sent.typingFrame,
  answer: sent.doneFrame,
  handler: async (frame, deps) => {
    const { threadId: named, typing = true } = frame.body;
    const { threadId, userId, role, connectionId } = memberOf(frame, named, deps.clock.now());
    const tables = tablesOf(frame, deps);
    await broadcast(threadId, { action: 'typing', threadId, userId, role, typing }, deps, tables, {
      except: connectionId,
      ...(role === 'visitor' && { only: 'staff' }),
    });
    return { action: 'done' as const };
  },
});

export const readRoute = socketRoute({
  routeKey: 'message.read',
  operation: 'markRead',
  summary: 'Say up to which message one side has read',
  frame: sent.readFrame,
  answer: sent.doneFrame,
  handler: async (frame, deps) => {
    const { threadId: named, sequence } = frame.body;
    const { threadId, role, connectionId } = memberOf(frame, named, deps.clock.now());
    const tables = tablesOf(frame, deps);
    const read = await changeThread(
      threadId,
      (before) => {
        if (!before) return { result: undefined };
        const thread = withRead(before, role, sequence);
        return { ...(thread.read[role] !== before.read[role] && { thread }), result: thread.read[role] };
      },
      deps,
      tables,
      frame.remainingMs,
    );
    if (read !== undefined) {
      const told = { action: 'message.read', threadId, role, sequence: read } as const;
      await broadcast(threadId, told, deps, tables, { except: connectionId });
    }
    return { action: 'done' as const };
  },
});

/** API Gateway closes a connection on which nothing is said for ten minutes. */
export const pingRoute = socketRoute({
  routeKey: 'ping',
  operation: 'ping',
  summary: 'Keep the connection open',
  frame: sent.pingFrame,
  answer: sent.pongFrame,
  handler: async (_frame, { clock }) => ({ action: 'pong' as const, time: clock.now() }),
});
