import { ok, versionHeaders } from '@frontdesk/core/http';
import { route } from '../deps';
import { findEntry } from '../find-entry';
import { faqEntry, faqPath } from '../schemas';

export const getFaq = route({
  method: 'GET',
  path: '/faq/{faq_id}',
  operation: 'getFaq',
  summary: 'One FAQ entry',
  description: 'With its ETag you can read it again only if it has changed, and change it only if nobody else has.',
  auth: { staff: true, service: true },
  params: faqPath,
  versioned: true,
  responses: {
    200: { description: 'The entry', schema: faqEntry },
    404: { description: 'The tenant has no such entry' },
  },
  handler: async (request, { tables }) => {
    const entry = await findEntry(tables.forRequest(request), request.params.faq_id);
    return ok(entry, versionHeaders(entry));
  },
});
