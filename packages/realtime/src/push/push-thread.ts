import type { Thread, ThreadMessage } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { messageBody } from '../frames/message';
import type { PushedFrame } from '../frames/pushed';
import { threadBody } from '../frames/thread-frame';
import { type Audience, broadcast, tellInbox } from './broadcast';

type Deps = Pick<RealtimeDeps, 'connections' | 'metrics' | 'clock' | 'log' | 'uploads'>;

/** A stored message as it is pushed. */
const messageFrameOf = async (
  threadId: string,
  message: ThreadMessage,
  { uploads }: Pick<RealtimeDeps, 'uploads'>,
  { messages, tenant }: Pick<ThreadTables, 'messages' | 'tenant'>,
): Promise<Extract<PushedFrame, { action: 'message' }>> => ({
  action: 'message',
  message: await messageBody(message, { tenant, threadId, uploads }),
  cursor: messages.cursorAfter(threadId, message.timestamp),
});

/** Pushes a stored message to its thread, and what has become of the thread to the staff. */
export const pushMessage = async (
  thread: Thread,
  message: ThreadMessage,
  deps: Deps,
  tables: ThreadTables,
  { data, ...audience }: Audience & { readonly data?: unknown } = {},
): Promise<void> => {
  const frame = {
    ...(await messageFrameOf(thread.thread_id, message, deps, tables)),
    ...(data !== undefined && { data }),
  };
  await Promise.all([
    broadcast(thread.thread_id, frame, deps, tables, audience),
    tellInbox({ action: 'thread.updated', thread: threadBody(thread, deps.clock.now()) }, deps, tables),
  ]);
};

/** Tells a thread's connections and the staff what has become of it. */
export const pushThread = async (
  thread: Thread,
  deps: Deps,
  tables: ThreadTables,
  audience: Audience = {},
): Promise<void> => {
  const frame = { action: 'thread.updated', thread: threadBody(thread, deps.clock.now()) } as const;
  await Promise.all([broadcast(thread.thread_id, frame, deps, tables, audience), tellInbox(frame, deps, tables)]);
};
