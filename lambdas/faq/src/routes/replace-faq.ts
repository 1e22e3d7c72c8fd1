import { isoTime } from '@frontdesk/core/clock';
import { ok } from '@frontdesk/core/http';
import { faqId } from '@frontdesk/tables';
import { route } from '../deps';
import { findEntry } from '../find-entry';
import { faqContent, faqEntry, faqPath } from '../schemas';

export const replaceFaq = route({
  method: 'PUT',
  path: '/faq/{faq_id}',
  operation: 'replaceFaq',
  summary: 'Replace an FAQ entry',
  description: 'A new question moves the entry: the answer then bears its new faq_id, and the old address is gone.',
  who: { staff: true, service: true },
  params: faqPath,
  body: faqContent,
  answers: {
    200: { description: 'The entry as it is now', schema: faqEntry },
    404: { description: 'The tenant has no such entry' },
    409: { description: 'Another entry has the new question, or this one was changed at the same time' },
  },
  handler: async ({ tenant, params, body }, { tables, clock }) => {
    const door = tables.forTenant(tenant);
    const { faq, prompts, commit } = door;
    const before = await findEntry(door, params.faq_id);
    const entry = {
      ...body,
      faq_id: faqId(body.question),
      version: before.version + 1,
      created_at: before.created_at,
      updated_at: isoTime(clock.now()),
    };
    const writes =
      entry.question === before.question ? [faq.replace(entry)] : [faq.remove(before.question), faq.create(entry)];
    await commit([...writes, prompts.bumpFaqVersion()]);
    return ok(entry);
  },
});
