import type { Settlement } from '@frontdesk/core/http';
import type { Log } from '@frontdesk/core/observe';
import { epochSeconds } from '@frontdesk/core/time';
import { requireSameContact, type Turn } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { answerTurn, type Outcome } from './answer-turn';
import type { ConversationDeps } from './deps';
import { storeTurn } from './store-turn';
import { historyBefore, turnIdentity } from './turn-identity';

/** How many of the contact's earlier turns the assistant may read. */
const HISTORY_TURNS = 10;
const SECONDS_PER_DAY = 86_400;

/** A customer's message, from any channel. */
export interface Incoming extends Pick<Turn, 'message' | 'metadata'> {
  readonly tenant: string;
  /** A message without one begins a session. */
  readonly sessionId?: string | undefined;
  /** The customer's number in E.164, if the channel knows it: their sessions then share one history. */
  readonly phoneNumber?: string | undefined;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** The tenant's settings, once the message may be answered: awaited together with the turn's first reads. */
  readonly settings: Promise<TenantSettings>;
  /**
   * What all deliveries of one message have in common, if it may be delivered more than once: they share one turn. Awaited
   * together with `settings`.
   */
  readonly origin?: Promise<string | undefined>;
  readonly log: Log;
  remainingMs(): number;
}

/** The answer. */
export interface Reply
  extends Pick<Turn, 'reply' | 'session_id' | 'message_id' | 'sources' | 'handoff' | 'model' | 'usage'> {
  readonly tool_calls: Outcome['toolCalls'];
}

/** A channel's answer, made from a reply, and the write that stores it for a repeat together with the turn. */
export interface Settled<A> {
  readonly answer: A;
  readonly settlement?: Settlement | undefined;
}

/** When a turn expires, in epoch seconds, if the tenant lets turns expire. */
const expiry = ({ retention_days }: TenantSettings, now: number): number | undefined =>
  retention_days === null ? undefined : epochSeconds(now) + retention_days * SECONDS_PER_DAY;

/** The turn's one parallel read. It also decides whether the message may be answered at all, before anything is answered. */
const readTurn = async (incoming: Incoming, { tables, ids, models }: ConversationDeps) => {
  const { tenant, receivedAt, phoneNumber } = incoming;
  const { prompts, logs } = tables.forTenant(tenant);
  const remember = async () => {
    // A repeat that names no session must find the session that its first try began.
    const sessionId = incoming.sessionId ?? (await incoming.origin) ?? ids.next(receivedAt);
    return { sessionId, history: await logs.history({ sessionId, phoneNumber, limit: HISTORY_TURNS }) };
  };
  const [settings, material, { sessionId, history }, available, origin] = await Promise.all([
    incoming.settings,
    prompts.turnMaterial(),
    remember(),
    models(),
    incoming.origin,
  ]);
  // Not sooner: nobody who may not act for the tenant is told whose session it is.
  requireSameContact(history.session, history.contact);
  return { settings, material, sessionId, history, models: available, origin };
};

/**
 * One turn: reads what is known about the customer, asks the assistant and stores question and answer, in two waits for
 * DynamoDB once the tenant's index is warm.
 * @param settle makes the channel's answer from the reply; its settlement is stored in the same commit as the turn.
 * @throws Problem `assistant_unavailable`, `assistant_timeout`: the message is stored even so, and a repeat of the same origin
 * may complete it; `session_of_other_contact`; and whatever `settings` and `origin` reject with.
 */
export const converse = async <A>(
  incoming: Incoming,
  deps: ConversationDeps,
  settle: (reply: Reply) => Settled<A>,
): Promise<A> => {
  const { tenant, message, metadata, receivedAt, log, remainingMs } = incoming;
  const { logs, faq, commit } = deps.tables.forTenant(tenant);
  const { settings, material, sessionId, history, models, origin } = await readTurn(incoming, deps);
  const index = await deps.indexes.get(tenant, material.faqVersion, () => faq.all());
  const { stored, toolCalls, problem } = await answerTurn(
    {
      message,
      settings,
      material,
      history: historyBefore(history, origin),
      index,
      models,
      embedder: await deps.embedders(settings),
      receivedAt,
      remainingMs: remainingMs(),
      log,
    },
    deps,
  );

  const now = deps.clock.now();
  const turn = {
    ...stored,
    ...turnIdentity(history, origin, deps.ids, now),
    session_id: sessionId,
    message,
    ...(metadata && { metadata }),
  };
  const session = { known: history.session, expiresAt: expiry(settings, now) };
  const store = (settlement?: Settlement) => storeTurn({ logs, commit }, turn, session, remainingMs, settlement);
  if (problem) {
    // What the customer asked is kept; a repeat may still get an answer, which then completes this turn.
    await store();
    throw problem;
  }
  const { reply, message_id, sources, handoff, model, usage } = turn;
  const { answer, settlement } = settle({
    reply,
    session_id: sessionId,
    message_id,
    sources,
    tool_calls: toolCalls,
    handoff,
    model,
    usage,
  });
  await store(settlement);
  return answer;
};
