import { type Answer, created } from '@frontdesk/core/http';
import type { Principal } from '@frontdesk/core/identity';
import { sendMessage } from '@frontdesk/realtime';
import { metadata, sent } from '@frontdesk/realtime/frames';
import { MESSAGE_TYPES, type MessageType, type ThreadMessage } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { route } from '../deps';
import { messageAnswer, threadMessage, threadParams } from '../schemas';

/** Staff speak as themselves. A service speaks as an assistant, or passes on what a visitor wrote elsewhere. */
const typeOf = (principal: Principal, asked: MessageType | undefined): MessageType =>
  principal.kind === 'staff' ? 'human' : (asked ?? 'bot');

const userId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9._:@+-]{1,128}$/, 'must be 1 to 128 of A-Z, a-z, 0-9 and . _ : @ + -'));

/** Uploads of `POST /uploads`, for the same thread. */
const attachments = z
  .array(z.strictObject({ upload_id: sent.uploadId, name: sent.fileName }))
  .check(z.minLength(1), z.maxLength(sent.MAX_ATTACHMENTS));

export const postThreadMessage = route({
  method: 'POST',
  path: '/threads/{thread_id}/messages',
  operation: 'postThreadMessage',
  summary: "Say something to a thread's connections",
  description:
    'For staff, for services and for outside assistants. The message is stored and pushed to all connections of the thread. A message_id, or an Idempotency-Key, makes it safe to repeat. An assistant is refused while a member of the staff owns the thread. A staff user always speaks as a person, whatever message_type says.',
  auth: { staff: true, service: true },
  params: threadParams,
  body: z.strictObject({
    text: sent.text,
    user_id: z.optional(userId),
    sender: z.optional(sent.sender),
    message_id: z.optional(sent.ownMessageId),
    message_type: z.optional(z.enum(MESSAGE_TYPES)),
    metadata: z.optional(metadata),
    attachments: z.optional(attachments),
  }),
  example: { text: 'Your table is ready.', message_id: 'table-4711', message_type: 'bot' },
  idempotent: true,
  responses: {
    201: { description: 'The stored message', schema: threadMessage },
    409: { description: 'A person owns the thread, or another message has this id' },
  },
  handler: async (request, deps) => {
    const { text, user_id, sender, message_id, message_type, metadata, attachments } = request.body;
    const { principal, tenant, traceparent, id, origin, admitted, remainingMs } = request;
    const { thread_id: threadId } = request.params;
    const tables = deps.tables.forRequest(request);
    // A repeat with the same idempotency key is the same message, also if its first try did not get as far as an answer.
    const own = message_id ?? (await origin)?.id ?? deps.ids.next(deps.clock.now());
    const author = principal.kind === 'staff' ? principal.id : (user_id ?? principal.id);
    if (attachments) await admitted;
    const attached =
      attachments &&
      (await deps.uploads.attach(
        { tenant, threadId },
        attachments.map(({ upload_id: uploadId, name }) => ({ uploadId, name })),
      ));
    const answerOf = (message: ThreadMessage) =>
      created(
        messageAnswer(threadId, message, tables.messages.cursorAfter(threadId, message.timestamp)),
        `/threads/${threadId}/messages`,
      );
    // The very answer that is stored for a repeat.
    let answer: Answer | undefined;
    const message = await sendMessage(
      {
        threadId,
        draft: {
          message_id: own,
          message_type: typeOf(principal, message_type),
          text,
          sender: sender ?? author,
          user_id: author,
          ...(metadata && { metadata }),
          ...(attached && { attachments: attached }),
        },
        origin: { tenant, traceparent },
        from: { user_id: author },
        requestId: id,
        settle: (stored) => {
          answer = answerOf(stored);
          return request.settle(answer);
        },
        remainingMs,
      },
      deps,
      tables,
    );
    return answer ?? answerOf(message);
  },
});
