import { ok, pageOf, pageQuery } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';
import { thread, threadAnswer } from '../schemas';

export const listThreads = route({
  method: 'GET',
  path: '/threads',
  operation: 'listThreads',
  summary: "The tenant's threads",
  description:
    'Those with the latest messages first. The order comes from an index that lags a moment behind: a thread that has just begun may be missing.',
  auth: { staff: true, service: true },
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page of threads', schema: pageOf('threads', thread) } },
  handler: async (request, { tables, clock }) => {
    const { items, nextCursor } = await tables.forRequest(request).threads.list(request.query);
    return ok({ threads: items.map((each) => threadAnswer(each, clock.now())), next_cursor: nextCursor });
  },
});
