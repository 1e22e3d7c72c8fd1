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
  summary: 'Every entry, as the import takes it',
  description: 'For a copy, or to carry entries over to another tenant: what the pages hold is what /faq/import takes.',
  who: { staff: true, service: true },
  query: z.strictObject({ ...pageQuery, limit: z._default(textNumber(1, MAX_ENTRIES), MAX_ENTRIES) }),
  answers: {
    200: {
      description: 'A page of entries, by question; fewer than `limit` if they are large',
      schema: pageOf('entries', exported),
    },
  },
  handler: async ({ tenant, query }, { tables }) => {
    const { items, nextCursor } = await fittingPage(
      (page) => tables.forTenant(tenant).faq.list(page, 'faq-export'),
      query,
    );
    const entries = items.map(({ question, answer, tags, language }) => ({
      question,
      answer,
      tags,
      ...(language && { language }),
    }));
    return ok({ entries, next_cursor: nextCursor });
  },
});
