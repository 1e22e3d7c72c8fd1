import { ok, requireMatch, versionHeaders } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import { faqId, repeatOnContention } from '@frontdesk/tables';
import { announceChange } from '../announce-change';
import { route } from '../deps';
import { embedContents } from '../embed-contents';
import { findEntry } from '../find-entry';
import { faqContent, faqEntry, faqPath } from '../schemas';

export const replaceFaq = route({
  method: 'PUT',
  path: '/faq/{faq_id}',
  operation: 'replaceFaq',
  summary: 'Replace an FAQ entry',
  description: 'A new question changes the faq_id: the answer has the new one, and the old one no longer exists.',
  auth: { staff: true, service: true },
  params: faqPath,
  body: faqContent,
  example: { question: 'Is there a bicycle stand?', answer: 'Yes, by the main entrance.', tags: ['location'] },
  versioned: true,
  responses: {
    200: { description: 'The entry as it is now', schema: faqEntry },
    404: { description: 'The tenant has no such entry' },
    409: { description: 'Another entry has the new question' },
  },
  handler: async (request, deps) => {
    const { params, body, headers, admitted, log, remainingMs } = request;
    const { tables, clock, embedders } = deps;
    const tenantTables = tables.forRequest(request);
    const { faq, prompts, commit } = tenantTables;
    const embed = async () => embedContents([body], await embedders(await admitted), log);
    const embedded = embed();
    const entry = await repeatOnContention(async () => {
      const [before, [embedding]] = await Promise.all([findEntry(tenantTables, params.faq_id), embedded]);
      requireMatch(headers, before);
      const next = {
        ...body,
        faq_id: faqId(body.question),
        version: before.version + 1,
        created_at: before.created_at,
        updated_at: isoTime(clock.now()),
      };
      const moves = next.question !== before.question;
      const writes = moves ? [faq.remove(before), faq.create(next, embedding)] : [faq.replace(next, embedding)];
      const changed = moves ? [before.question, next.question] : [next.question];
      await commit([...writes, ...prompts.faqChanged(changed)]);
      return next;
    }, remainingMs);
    await announceChange(request, deps);
    return ok(entry, versionHeaders(entry));
  },
});
