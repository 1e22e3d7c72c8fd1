import { isoTime } from '@frontdesk/core/clock';
import { created } from '@frontdesk/core/http';
import { faqId } from '@frontdesk/tables';
import { route } from '../deps';
import { faqContent, faqEntry } from '../schemas';

export const createFaq = route({
  method: 'POST',
  path: '/faq',
  operation: 'createFaq',
  summary: 'Add an FAQ entry',
  who: { staff: true, service: true },
  body: faqContent,
  answers: {
    201: { description: 'The entry', schema: faqEntry },
    409: { description: 'An entry with this question exists' },
  },
  handler: async ({ tenant, body }, { tables, clock }) => {
    const { faq, prompts, commit } = tables.forTenant(tenant);
    const now = isoTime(clock.now());
    const entry = { ...body, faq_id: faqId(body.question), version: 1, created_at: now, updated_at: now };
    await commit([faq.create(entry), prompts.bumpFaqVersion()]);
    return created(entry, `/faq/${entry.faq_id}`);
  },
});
