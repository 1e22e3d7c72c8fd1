import { validate } from '@frontdesk/core/http';
import type { LimitPolicy } from '@frontdesk/core/identity';
import type { JsonObject } from '@frontdesk/core/json';
import { type NamedUpload, sendMessage } from '@frontdesk/realtime';
import { sent } from '@frontdesk/realtime/frames';
import * as z from 'zod/mini';
import { type AnyFrame, type Deps, socketRoute, tablesOf } from '../deps';
import { type Member, memberOf } from './member';

/** What one visitor or member of the staff may send. A person types less. */
const MESSAGES_PER_MINUTE: LimitPolicy = { name: 'messages', limit: 60, windowSeconds: 60, uncounted: 'admit' };

interface Said {
  readonly text: string;
  readonly messageId?: string | undefined;
  readonly sender?: string | undefined;
  readonly metadata?: JsonObject | undefined;
  readonly attachments?: readonly NamedUpload[] | undefined;
  readonly data?: unknown;
}

const send = async (frame: AnyFrame, { threadId, userId, role, connectionId }: Member, said: Said, deps: Deps) => {
  const { tenant, traceparent, id, remainingMs } = frame;
  // The thread is read beside the count, and nothing is stored before it.
  const admitted = deps.limiter.take(MESSAGES_PER_MINUTE, tenant, userId);
  admitted.catch(() => undefined);
  const tables = tablesOf(frame, deps, admitted);
  const { text, messageId = deps.ids.next(deps.clock.now()), sender = userId, metadata, attachments, data } = said;
  const attached = attachments && (await deps.uploads.attach({ tenant, threadId }, attachments));
  const message = await sendMessage(
    {
      threadId,
      draft: {
        message_id: messageId,
        message_type: role === 'staff' ? 'human' : 'user',
        text,
        sender,
        user_id: userId,
        ...(metadata && { metadata }),
        ...(attached && { attachments: attached }),
      },
      data,
      origin: { tenant, traceparent },
      from: { user_id: userId, connection: { connection_id: connectionId } },
      requestId: id,
      remainingMs,
    },
    deps,
    tables,
  );
  return {
    action: 'message.ack' as const,
    threadId,
    messageId,
    timestamp: message.timestamp,
    sequence: message.sequence,
    cursor: tables.messages.cursorAfter(threadId, message.timestamp),
  };
};

export const sendMessageRoute = socketRoute({
  routeKey: 'message.send',
  operation: 'sendMessage',
  summary: 'Say something in the thread',
  frame: sent.sendFrame,
  answer: sent.ackFrame,
  handler: async (frame, deps) => {
    const { threadId, ...said } = frame.body;
    return send(frame, memberOf(frame, threadId, deps.clock.now()), said, deps);
  },
});

/** The text of what an older client broadcasts: itself, the text in it, or all of it. */
const textOf = (data: unknown): string => {
  if (typeof data === 'string') return data;
  const { text, message } = (data ?? {}) as { text?: unknown; message?: unknown };
  return [text, message].find((each): each is string => typeof each === 'string') ?? JSON.stringify(data);
};

const asText = z.strictObject({ data: sent.text });

export const broadcastRoute = socketRoute({
  routeKey: 'sendMessage',
  operation: 'broadcastToThread',
  summary: 'Say something in the thread, as older clients do',
  frame: sent.broadcastFrame,
  answer: sent.ackFrame,
  handler: async (frame, deps) => {
    const { data } = frame.body;
    const { data: text } = validate(asText, 'body', { data: textOf(data) });
    return send(frame, memberOf(frame, undefined, deps.clock.now()), { text, data }, deps);
  },
});
