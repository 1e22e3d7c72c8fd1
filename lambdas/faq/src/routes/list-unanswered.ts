import { ANSWER_CONFIDENCE } from '@frontdesk/assistant/retrieval';
import { ok, ordinal, pageOf, pageQuery, textNumber } from '@frontdesk/core/http';
import { faqReader } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { route } from '../deps';
import { comparedPart, groupQuestions } from '../unanswered/group-questions';

/**
 * The most questions for one page, which are then grouped. Each is searched for twice; at worst, with long Japanese questions
 * and 5,000 entries, a page takes 0.7 s of a whole CPU, and the function has a third of one.
 */
const QUESTIONS_PER_PAGE = 200;

const group = z.strictObject({
  question: z.string(),
  language: z.string(),
  count: ordinal,
  first_asked_at: z.string(),
  last_asked_at: z.string(),
  examples: z.array(z.string()),
});

export const listUnanswered = route({
  method: 'GET',
  path: '/faq/unanswered',
  operation: 'listUnanswered',
  summary: 'What customers asked and the assistant could not answer',
  description:
    'Questions that ask the same thing are one group, the most frequent first. A page groups the latest `limit` questions, at most 200; `next_cursor` leads to earlier ones. Long questions are compared by their first 300 characters. Questions that an entry answers by now are left out. Questions are kept for 90 days.',
  auth: { staff: true, service: true },
  query: z.strictObject({ ...pageQuery, limit: z._default(textNumber(1, QUESTIONS_PER_PAGE), QUESTIONS_PER_PAGE) }),
  responses: { 200: { description: 'A page of groups', schema: pageOf('groups', group) } },
  handler: async (request, { tables, indexes }) => {
    const tenantTables = tables.forRequest(request);
    const { logs, prompts } = tenantTables;
    const [index, { items, nextCursor }] = await Promise.all([
      prompts.faqState().then((state) => indexes.get(request.tenant, state, faqReader(tenantTables))),
      logs.unanswered(request.query),
    ]);
    const open = items.filter(
      ({ message }) => (index.search(comparedPart(message), 1)[0]?.confidence ?? 0) < ANSWER_CONFIDENCE,
    );
    return ok({ groups: groupQuestions(open), next_cursor: nextCursor });
  },
});
