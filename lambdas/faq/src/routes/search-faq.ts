import { embedQuery } from '@frontdesk/assistant/retrieval';
import { ok, textNumber } from '@frontdesk/core/http';
import { visible } from '@frontdesk/core/text';
import { faqReader } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { route } from '../deps';
import { faqEntry } from '../schemas';

const match = z.strictObject({
  entry: faqEntry,
  score: z.number().check(z.gte(0)),
  confidence: z.number().check(z.gte(0), z.lte(1)),
});

export const searchFaq = route({
  method: 'GET',
  path: '/faq/search',
  operation: 'searchFaq',
  summary: 'The entries that fit a question best',
  description:
    "Ranked exactly as the assistant ranks them: the first ones are those that a chat turn's prompt would contain.",
  auth: { staff: true, service: true },
  query: z.strictObject({
    q: z.string().check(z.trim(), ...visible, z.maxLength(1_000)),
    limit: z._default(textNumber(1, 50), 10),
  }),
  responses: { 200: { description: 'Best first', schema: z.strictObject({ matches: z.array(match) }) } },
  handler: async (request, { tables, clock, indexes, embedders }) => {
    const { tenant, query, admitted, log } = request;
    const tenantTables = tables.forRequest(request);
    const [index, embedder] = await Promise.all([
      tenantTables.prompts.faqState().then((state) => indexes.get(tenant, state, faqReader(tenantTables))),
      admitted.then(embedders),
    ]);
    const { embedding, failed } = await embedQuery(query.q, index, { embedder, now: () => clock.now() });
    for (const { model, failure, duration } of failed)
      log.warn('a query could not be embedded', { model, failure, duration_ms: duration });
    return ok({ matches: index.search(query.q, query.limit, { ...(embedding && { embedding }) }) });
  },
});
