import { ok, pageOf, pageQuery, textNumber } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';
import { fittingPage } from '../fitting-page';

const MAX_ENTRIES = 200;

const exported = z.strictObject({
  question: z.string(),
  answer: z.string(),
  tags: z.array(z.string()),
  language: z.optional(z.string()),
});

export const exportFaq = route({
  method: 'GET',
  path: '/faq/export',
  operation: 'exportFaq',
  summary: 'Every entry, in the form of the import',
  description: 'For a backup, or to copy entries to another tenant: the pages hold what /faq/import accepts.',
  auth: { staff: true, service: true },
  query: z.strictObject({ ...pageQuery, limit: z._default(textNumber(1, MAX_ENTRIES), MAX_ENTRIES) }),
  responses: {
    200: {
      description: 'A page of entries, by question; fewer than `limit` if they are large',
      schema: pageOf('entries', exported),
    },
  },
  handler: async (request, { tables }) => {
    const { faq } = tables.forRequest(request);
    const { items, nextCursor } = await fittingPage((page) => faq.list(page, 'faq-export'), request.query);
    const entries = items.map(({ question, answer, tags, language }) => ({
      question,
      answer,
      tags,
      ...(language && { language }),
    }));
    return ok({ entries, next_cursor: nextCursor });
  },
});
