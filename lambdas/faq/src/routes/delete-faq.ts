import { notFound } from '@frontdesk/core/errors/problem';
import { noContent } from '@frontdesk/core/http';
import { questionOf } from '@frontdesk/tables';
import { route } from '../deps';
import { faqPath } from '../schemas';

export const deleteFaq = route({
  method: 'DELETE',
  path: '/faq/{faq_id}',
  operation: 'deleteFaq',
  summary: 'Delete an FAQ entry',
  who: { staff: true, service: true },
  params: faqPath,
  answers: { 204: { description: 'It is gone' }, 404: { description: 'The tenant has no such entry' } },
  handler: async ({ tenant, params }, { tables }) => {
    const { faq, prompts, commit } = tables.forTenant(tenant);
    const question = questionOf(params.faq_id);
    if (question === undefined) throw notFound();
    await commit([faq.remove(question), prompts.bumpFaqVersion()]);
    return noContent();
  },
});
