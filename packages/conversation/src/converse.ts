import type { Origin, Settling } from '@frontdesk/core/http';
import type { Log } from '@frontdesk/core/observe';
import { epochSeconds, type Ids } from '@frontdesk/core/time';
import { type History, requireSameContact, type TenantTables, type Turn, webContact } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { answerTurn, type Outcome } from './answer-turn';
import type { ConversationDeps } from './deps';
import { readMaterial } from './read-material';
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
  /**
   * The tenant's settings, once the message may be answered. What is read does not wait for them; the models, which cost
   * money, and the stored turn do.
   */
  readonly settings: Promise<TenantSettings>;
  /**
   * What all deliveries of one message have in common, if it may be delivered more than once: they share one turn. Awaited
   * together with `settings`.
   */
  readonly origin?: Promise<Origin | undefined>;
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
  readonly settling?: Settling;
}

/** When a turn expires, in epoch seconds, if the tenant lets turns expire. */
const expiry = ({ retention_days }: TenantSettings, now: number): number | undefined =>
  retention_days === null ? undefined : epochSeconds(now) + retention_days * SECONDS_PER_DAY;

const said = ({ turns }: History) =>
  turns.flatMap(({ message, reply }) => [
    { role: 'user' as const, text: message },
    ...(reply === '' ? [] : [{ role: 'assistant' as const, text: reply }]),
  ]);

type Reads = TenantTables<'faq' | 'logs' | 'prompts'>;

/** The session that a message belongs to, and what was said before. */
const remember = async ({ sessionId, phoneNumber, receivedAt, origin }: Incoming, { logs }: Reads, ids: Ids) => {
  const read = { phoneNumber, limit: HISTORY_TURNS };
  if (sessionId !== undefined) return { sessionId, history: await logs.history({ ...read, sessionId }) };
  const [before, tried] = await Promise.all([logs.historyOfNumber(read), origin]);
  const begun = tried?.id ?? ids.next(receivedAt);
  // Only a repeat can find that its session has begun: by its first try, whose turn it is to complete.
  const history = tried?.triedBefore
    ? await logs.history({ ...read, sessionId: begun })
    : { contact: phoneNumber ?? webContact(begun), turns: before };
  return { sessionId: begun, history };
};

/** All that a turn reads. It also decides whether the message may be answered at all, before anything is answered. */
const readTurn = async (incoming: Incoming, tables: Reads, { ids, models, indexes }: ConversationDeps) => {
  const [settings, { material, index }, { sessionId, history }, available, origin] = await Promise.all([
    incoming.settings,
    readMaterial(incoming.tenant, tables, indexes),
    remember(incoming, tables, ids),
    models(),
    incoming.origin,
  ]);
  // Not sooner: nobody who may not act for the tenant is told whose session it is.
  requireSameContact(history.session, history.contact);
  return { settings, material, index, sessionId, history, models: available, originId: origin?.id };
};

/**
 * One turn: reads what is known about the customer, asks the assistant and stores question and answer, in two waits for
 * DynamoDB once the tenant's index is warm.
 * @param settle makes the channel's answer from the reply; what settles it is stored in the same commit as the turn.
 * @throws Problem `assistant_unavailable`, `assistant_timeout`: the message is stored even so, and a repeat of the same origin
 * may complete it; `session_of_other_contact`; and whatever `settings` and `origin` reject with.
 */
export const converse = async <A>(
  incoming: Incoming,
  deps: ConversationDeps,
  settle: (reply: Reply) => Settled<A>,
): Promise<A> => {
  const { tenant, message, metadata, receivedAt, log, remainingMs } = incoming;
  const tables = deps.tables.forRequest({ tenant, admitted: incoming.settings });
  const { settings, material, index, sessionId, history, models, originId } = await readTurn(incoming, tables, deps);
  const { stored, toolCalls, problem } = await answerTurn(
    {
      message,
      settings,
      material,
      history: said(historyBefore(history, originId)),
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
    ...turnIdentity(history, originId, deps.ids, now),
    session_id: sessionId,
    message,
    ...(metadata && { metadata }),
  };
  const session = { known: history.session, expiresAt: expiry(settings, now) };
  const store = (settling?: Settling) => storeTurn(tables, turn, session, remainingMs, settling);
  if (problem) {
    // What the customer asked is kept; a repeat may still get an answer, which then completes this turn.
    await store();
    throw problem;
  }
  const { reply, message_id, sources, handoff, model, usage } = turn;
  const { answer, settling } = settle({
    reply,
    session_id: sessionId,
    message_id,
    sources,
    tool_calls: toolCalls,
    handoff,
    model,
    usage,
  });
  await store(settling);
  return answer;
};
