import { created, versionHeaders } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import { faqId, repeatOnContention } from '@frontdesk/tables';
import { announceChange } from '../announce-change';
import { route } from '../deps';
import { embedContents } from '../embed-contents';
import { faqContent, faqEntry } from '../schemas';

export const createFaq = route({
  method: 'POST',
  path: '/faq',
  operation: 'createFaq',
  summary: 'Add an FAQ entry',
  description: 'The assistant uses it immediately. No two entries have the same question.',
  auth: { staff: true, service: true },
  body: faqContent,
  example: {
    question: 'Is there a bicycle stand?',
    answer: 'Yes, in the courtyard, for ten bicycles.',
    tags: ['location'],
    language: 'en',
  },
  idempotent: true,
  versioned: true,
  responses: {
    201: { description: 'The entry', schema: faqEntry },
    409: { description: 'An entry with this question exists' },
  },
  handler: async (request, deps) => {
    const { body, admitted, log, remainingMs, settle } = request;
    const { tables, clock, embedders } = deps;
    const { faq, prompts, commit } = tables.forRequest(request);
    const now = isoTime(clock.now());
    const entry = { ...body, faq_id: faqId(body.question), version: 1, created_at: now, updated_at: now };
    const answer = created(entry, `/faq/${entry.faq_id}`, versionHeaders(entry));
    const [embedding] = await embedContents([body], await embedders(await admitted), log);
    const writes = () => [faq.create(entry, embedding), ...prompts.faqChanged([entry.question])];
    await repeatOnContention(() => commit(writes(), settle(answer)), remainingMs);
    await announceChange(request, deps);
    return answer;
  },
});
