import { epochSeconds, isoTime } from '@frontdesk/core/clock';
import { ok } from '@frontdesk/core/http';
import type { Turn } from '@frontdesk/tables';
import { answerTurn } from '../answer-turn';
import { route } from '../deps';
import { chatAnswer, chatBody } from '../schemas';

/** Turns of the contact's past that the assistant may read. */
const HISTORY_TURNS = 10;
const SECONDS_PER_DAY = 86_400;

export const postChat = route({
  method: 'POST',
  path: '/chat',
  operation: 'postChat',
  summary: 'Ask the assistant',
  description:
    "The answer is grounded in the tenant's FAQ and in this contact's recent history. A turn of an unknown session starts one.",
  who: { staff: true, service: true },
  body: chatBody,
  admission: 'joined',
  answers: {
    200: { description: 'The answer', schema: chatAnswer },
    504: { description: 'No assistant could answer in time; the message is kept' },
  },
  handler: async (request, deps) => {
    const { tenant, body, receivedAt } = request;
    const { prompts, logs, faq, commit } = deps.tables.forTenant(tenant);
    const sessionId = body.session_id ?? deps.ids.next(receivedAt);

    // The turn's one parallel read: whether the caller is admitted is decided with it, before anything is answered.
    const [settings, material, history] = await Promise.all([
      request.admitted,
      prompts.turnMaterial(),
      logs.history({ sessionId, phoneNumber: body.phone_number, limit: HISTORY_TURNS }),
    ]);
    const index = await deps.indexes.get(tenant, material.faqVersion, () => faq.all());

    const now = deps.clock.now();
    const asked = {
      message_id: deps.ids.next(now),
      session_id: sessionId,
      contact: history.contact,
      ts: isoTime(now),
      message: body.message,
      ...(body.metadata && { metadata: body.metadata }),
    };
    const expiresAt =
      settings.retention_days === null ? undefined : epochSeconds(now) + settings.retention_days * SECONDS_PER_DAY;
    const record = (turn: Turn): Promise<void> => commit(logs.recordTurn(turn, history.session, expiresAt));

    const outcome = await answerTurn({ request, settings, material, history, index }, deps);
    await record({ ...asked, ...outcome.stored });
    if (outcome.problem) throw outcome.problem;
    return ok({ session_id: sessionId, message_id: asked.message_id, ...outcome.answer });
  },
});
