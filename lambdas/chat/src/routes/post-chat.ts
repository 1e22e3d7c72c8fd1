import { epochSeconds } from '@frontdesk/core/clock';
import { ok, type Settlement } from '@frontdesk/core/http';
import { requireSameContact } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { answerTurn } from '../answer-turn';
import { route } from '../deps';
import { chatAnswer, chatBody } from '../schemas';
import { storeTurn } from '../store-turn';
import { historyBefore, turnIdentity } from '../turn-identity';

/** Turns of the contact's past that the assistant may read. */
const HISTORY_TURNS = 10;
const SECONDS_PER_DAY = 86_400;

/** When a turn expires, in epoch seconds, if the tenant lets turns expire. */
const expiry = ({ retention_days }: TenantSettings, now: number): number | undefined =>
  retention_days === null ? undefined : epochSeconds(now) + retention_days * SECONDS_PER_DAY;

export const postChat = route({
  method: 'POST',
  path: '/chat',
  operation: 'postChat',
  summary: 'Ask the assistant',
  description:
    "The answer is grounded in the tenant's FAQ and in this contact's recent history. A turn of an unknown session starts one.",
  who: { staff: true, service: true },
  body: chatBody,
  example: { message: 'Is there somewhere to park?', session_id: 'web-2041', metadata: { page: '/contact' } },
  exactNumbers: true,
  admission: 'joined',
  idempotent: true,
  answers: {
    200: { description: 'The answer', schema: chatAnswer },
    409: {
      description: 'The session belongs to another phone number, or the first request with this key is in flight',
    },
    502: { description: 'No model could answer; the message is kept' },
    504: { description: 'No model could answer in time; the message is kept' },
  },
  handler: async (request, deps) => {
    const { tenant, body, receivedAt } = request;
    const { prompts, logs, faq, commit } = deps.tables.forTenant(tenant);
    const remember = async () => {
      // A repeat that names no session must find the session that its first try began.
      const sessionId = body.session_id ?? (await request.origin) ?? deps.ids.next(receivedAt);
      const history = await logs.history({ sessionId, phoneNumber: body.phone_number, limit: HISTORY_TURNS });
      return { sessionId, history };
    };

    // The turn's one parallel read: whether the caller is admitted is decided with it, before anything is answered.
    const [settings, material, { sessionId, history }, models, origin] = await Promise.all([
      request.admitted,
      prompts.turnMaterial(),
      remember(),
      deps.models(),
      request.origin,
    ]);
    // Not sooner: whose session it is, nobody is told who may not act for the tenant.
    requireSameContact(history.session, history.contact);
    const index = await deps.indexes.get(tenant, material.faqVersion, () => faq.all());
    const { stored, toolCalls, problem } = await answerTurn(
      {
        message: body.message,
        settings,
        material,
        history: historyBefore(history, origin),
        index,
        models,
        embedder: await deps.embedders(settings),
        receivedAt,
        remainingMs: request.remainingMs(),
        log: request.log,
      },
      deps,
    );

    const now = deps.clock.now();
    const turn = {
      ...stored,
      ...turnIdentity(history, origin, deps.ids, now),
      session_id: sessionId,
      message: body.message,
      ...(body.metadata && { metadata: body.metadata }),
    };
    const session = { known: history.session, expiresAt: expiry(settings, now) };
    const store = (settlement?: Settlement) =>
      storeTurn({ logs, commit }, turn, session, request.remainingMs, settlement);
    if (problem) {
      // What the customer asked is kept; a repeat may still get an answer, which then completes this turn.
      await store();
      throw problem;
    }
    const { reply, message_id, sources, handoff, model, usage } = turn;
    const answer = ok({
      reply,
      session_id: sessionId,
      message_id,
      sources,
      tool_calls: toolCalls,
      handoff,
      model,
      usage,
    });
    await store(request.settle(answer));
    return answer;
  },
});
