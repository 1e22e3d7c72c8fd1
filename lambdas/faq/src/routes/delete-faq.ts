import { noContent, requireMatch } from '@frontdesk/core/http';
import { repeatOnContention } from '@frontdesk/tables';
import { announceChange } from '../announce-change';
import { route } from '../deps';
import { findEntry } from '../find-entry';
import { faqPath } from '../schemas';

export const deleteFaq = route({
  method: 'DELETE',
  path: '/faq/{faq_id}',
  operation: 'deleteFaq',
  summary: 'Delete an FAQ entry',
  description: 'The assistant no longer answers from it.',
  auth: { staff: true, service: true },
  params: faqPath,
  versioned: true,
  responses: { 204: { description: 'It is deleted' }, 404: { description: 'The tenant has no such entry' } },
  handler: async (request, deps) => {
    const { params, headers, remainingMs } = request;
    const tenantTables = deps.tables.forRequest(request);
    await repeatOnContention(async () => {
      const entry = await findEntry(tenantTables, params.faq_id);
      requireMatch(headers, entry);
      const { faq, prompts, commit } = tenantTables;
      await commit([faq.remove(entry), ...prompts.faqChanged([entry.question])]);
    }, remainingMs);
    await announceChange(request, deps);
    return noContent();
  },
});
