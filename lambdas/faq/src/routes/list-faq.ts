import { ok, pageOf, pageQuery } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';
import { fittingPage } from '../fitting-page';
import { faqEntry } from '../schemas';

export const listFaq = route({
  method: 'GET',
  path: '/faq',
  operation: 'listFaq',
  summary: "The tenant's FAQ entries",
  description: 'By question, a page at a time.',
  auth: { staff: true, service: true },
  query: z.strictObject(pageQuery),
  responses: {
    200: {
      description: 'A page of entries, by question; fewer than `limit` if they are large',
      schema: pageOf('entries', faqEntry),
    },
  },
  handler: async (request, { tables }) => {
    const { items, nextCursor } = await fittingPage(tables.forRequest(request).faq.list, request.query);
    return ok({ entries: items, next_cursor: nextCursor });
  },
});
