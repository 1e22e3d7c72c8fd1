import { converse } from '@frontdesk/conversation';
import { ok } from '@frontdesk/core/http';
import { route } from '../deps';
import { chatAnswer, chatBody } from '../schemas';

export const postChat = route({
  method: 'POST',
  path: '/chat',
  operation: 'postChat',
  summary: 'Ask the assistant',
  description:
    "The answer is grounded in the tenant's FAQ and in this contact's recent history. An unknown session_id starts a session.",
  auth: { staff: true, service: true },
  body: chatBody,
  example: { message: 'Is there somewhere to park?', session_id: 'web-2041', metadata: { page: '/contact' } },
  exactNumbers: true,
  idempotent: true,
  responses: {
    200: { description: 'The answer', schema: chatAnswer },
    409: {
      description: 'The session belongs to another phone number, or the first request with this key is in flight',
    },
    502: { description: 'No model could answer; the message is kept' },
    504: { description: 'No model could answer in time; the message is kept' },
  },
  handler: (request, deps) => {
    const { session_id: sessionId, phone_number: phoneNumber, ...said } = request.body;
    const { tenant, admitted: settings, origin, receivedAt, log, remainingMs } = request;
    const incoming = { ...said, sessionId, phoneNumber, tenant, settings, origin, receivedAt, log, remainingMs };
    return converse(incoming, deps, (reply) => {
      const answer = ok(reply);
      return { answer, settling: request.settle(answer) };
    });
  },
});
