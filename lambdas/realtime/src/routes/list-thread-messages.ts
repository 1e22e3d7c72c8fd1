import { Problem } from '@frontdesk/core/errors';
import { ok, pageOf, pageQuery } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';
import { messageAnswer, threadMessage, threadParams } from '../schemas';

export const listThreadMessages = route({
  method: 'GET',
  path: '/threads/{thread_id}/messages',
  operation: 'listThreadMessages',
  summary: "A thread's messages",
  description:
    "Oldest first. Each message has a cursor of its own: with the last one's, a client gets all later messages.",
  auth: { staff: true, service: true },
  params: threadParams,
  query: z.strictObject(pageQuery),
  responses: {
    200: { description: 'A page of messages', schema: pageOf('messages', threadMessage) },
    404: { description: 'There is no such thread' },
  },
  handler: async (request, deps) => {
    const { thread_id: threadId } = request.params;
    const { threads, messages } = deps.tables.forRequest(request);
    const [thread, page] = await Promise.all([threads.get(threadId), messages.list(threadId, request.query)]);
    if (!thread) throw new Problem('not_found');
    return ok({
      messages: page.items.map((each) => messageAnswer(threadId, each, messages.cursorAfter(threadId, each.timestamp))),
      next_cursor: page.nextCursor,
    });
  },
});
