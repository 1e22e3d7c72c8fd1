import type { Settlement } from '@frontdesk/core/http';
import type { Log } from '@frontdesk/core/observe';
import { epochSeconds } from '@frontdesk/core/time';
import { requireSameContact, type Turn } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { answerTurn, type Outcome } from './answer-turn';
import type { ConversationDeps } from './deps';
import { storeTurn } from './store-turn';
import { historyBefore, turnIdentity } from './turn-identity';

/** Turns of the contact's past that the assistant may read. */
const HISTORY_TURNS = 10;
const SECONDS_PER_DAY = 86_400;

/** A customer's message, by whatever channel. */
export interface Incoming extends Pick<Turn, 'message' | 'metadata'> {
  readonly tenant: string;
  /** A message without one begins a session. */
  readonly sessionId?: string | undefined;
  /** Of the customer, in E.164, where the channel knows it: their history is then one over all sessions. */
  readonly phoneNumber?: string | undefined;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** The tenant's settings, once the message may be answered: awaited together with the turn's first reads. */
  readonly settings: Promise<TenantSettings>;
  /**
   * What the deliveries of one message have in common, where it may be delivered more than once: they share one turn. Awaited
   * in the same wait.
   */
  readonly origin?: Promise<string | undefined>;
  readonly log: Log;
  remainingMs(): number;
}

/** What is answered. */
export interface Reply
  extends Pick<Turn, 'reply' | 'session_id' | 'message_id' | 'sources' | 'handoff' | 'model' | 'usage'> {
  readonly tool_calls: Outcome['toolCalls'];
}

/** What a channel makes of a reply, and what stores that for a repeat together with the turn. */
export interface Settled<A> {
  readonly answer: A;
  readonly settlement?: Settlement | undefined;
}

/** When a turn expires, in epoch seconds, if the tenant lets turns expire. */
const expiry = ({ retention_days }: TenantSettings, now: number): number | undefined =>
  retention_days === null ? undefined : epochSeconds(now) + retention_days * SECONDS_PER_DAY;

/** The turn's one parallel read: whether the message may be answered is decided with it, before anything is answered. */
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
  // Not sooner: whose session it is, nobody is told who may not act for the tenant.
  requireSameContact(history.session, history.contact);
  return { settings, material, sessionId, history, models: available, origin };
};

/**
 * One turn: reads what is known of the customer, asks the assistant and stores question and answer, in two waits for DynamoDB
 * once the tenant's index is warm.
 * @param settle makes the channel's answer of the reply; its settlement is stored in the same commit as the turn.
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
