import { notFound } from '@frontdesk/core/errors';
import { ok, pageOf, pageQuery } from '@frontdesk/core/http';
import type { Turn } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { route } from '../deps';
import { chatMessage, sessionId } from '../schemas';

/** A turn is stored as one item, and read as the customer's message and, if there was one, the answer. */
const messagesOf = ({ message_id, message, reply, ts, metadata }: Turn): z.output<typeof chatMessage>[] => [
  { message_id, role: 'user', text: message, created_at: ts, ...(metadata && { metadata }) },
  ...(reply === '' ? [] : [{ message_id, role: 'assistant' as const, text: reply, created_at: ts }]),
];

export const listSessionMessages = route({
  method: 'GET',
  path: '/chat/sessions/{session_id}/messages',
  operation: 'listSessionMessages',
  summary: 'What was said in a session',
  description:
    'Oldest first. A page holds `limit` turns, each with its question and its answer under one message_id; fewer if they are long. `metadata` is exactly what was sent with the question.',
  auth: { staff: true, service: true },
  params: z.strictObject({ session_id: sessionId }),
  query: z.strictObject(pageQuery),
  responses: {
    200: { description: 'A page of messages', schema: pageOf('messages', chatMessage) },
    404: { description: 'The tenant has no such session' },
  },
  handler: async (request, { tables }) => {
    const { params, query } = request;
    const page = await tables.forRequest(request).logs.sessionTurns(params.session_id, query);
    if (!page) throw notFound();
    return ok({ messages: page.items.flatMap(messagesOf), next_cursor: page.nextCursor });
  },
});
