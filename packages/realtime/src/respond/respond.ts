import type { Origin } from '@frontdesk/aws';
import type { Outcome } from '@frontdesk/conversation';
import type { Log } from '@frontdesk/core/observe';
import type { Thread } from '@frontdesk/tables';
import { broadcast } from '../push/broadcast';
import { inOrder } from '../push/in-order';
import { pushThread } from '../push/push-thread';
import { changeThread } from '../thread/change-thread';
import { handedOff, isUntold } from '../thread/transitions';
import { type Committed, commitReply } from './commit-reply';
import type { RespondDeps, RespondTables } from './deps';
import { releaseLease, type Taken, takeLease } from './lease';
import { tell } from './tell';
import { readWaiting } from './waiting';
import { mayStillReply, prepareReply, writeReply } from './write-reply';

/** A thread in which somebody may be waiting for an answer. */
export interface Responding {
  readonly threadId: string;
  /** Names this invocation among those that want to answer the thread. */
  readonly holder: string;
  readonly origin: Origin & { readonly tenant: string };
  readonly log: Log;
  remainingMs(): number;
}

export type Responded = Exclude<Taken, { state: 'taken' }> | { readonly state: 'answered' };

const cancel = (
  thread: Thread,
  reason: 'takeover' | 'answered' | 'unavailable',
  deps: RespondDeps,
  tables: RespondTables,
) => {
  const { thread_id: threadId, reply } = thread;
  const frame = { action: 'message.cancelled', threadId, replyId: reply?.reply_id ?? '', reason } as const;
  return broadcast(threadId, frame, deps, tables);
};

/** No model could answer: staff are told, and somebody else may try again. */
const giveUp = async (begun: Thread, responding: Responding, deps: RespondDeps, tables: RespondTables) => {
  const { threadId, remainingMs } = responding;
  const decide = (before: Thread | undefined) => {
    const now = deps.clock.now();
    if (!mayStillReply(begun, before, now) || before.handoff) return { result: undefined };
    const thread = handedOff(before, before.last_message?.message_id ?? '', now);
    return { thread, result: thread };
  };
  const flagged = await changeThread(threadId, decide, deps, tables, remainingMs);
  await Promise.all([
    cancel(begun, 'unavailable', deps, tables),
    flagged && tell(flagged, responding.origin, deps, tables),
  ]);
  await releaseLease(threadId, responding, deps, tables);
};

/** Writes one reply to all that waits, and stores it. */
const replyOnce = async (
  thread: Thread,
  responding: Responding,
  deps: RespondDeps,
  tables: RespondTables,
): Promise<Committed> => {
  const { log, remainingMs } = responding;
  const settings = await deps.settings(tables.tenant);
  const [prepared, waiting] = await Promise.all([
    prepareReply(settings, deps, tables),
    readWaiting(thread, deps, tables),
  ]);
  const writing = { thread, waiting, prepared, log, remainingMs };
  const outcome: Outcome | undefined = await writeReply(writing, deps, tables);
  if (!outcome) return { state: 'unwanted' };
  if (outcome.problem) {
    await giveUp(thread, responding, deps, tables);
    throw outcome.problem;
  }
  return commitReply(thread, waiting, outcome, deps, tables, remainingMs);
};

/** Tells the thread that a draft will not be finished, unless somebody else finishes it. */
const withdraw = async (begun: Thread, deps: RespondDeps, tables: RespondTables): Promise<void> => {
  const { thread_id: threadId, reply } = begun;
  const now = await tables.threads.get(threadId);
  if (now?.human) return void (await cancel(begun, 'takeover', deps, tables));
  if (now?.answered_to === begun.answered_to) return;
  // Answered by this very reply, if another invocation has stored it.
  const stored = await tables.messages.find(threadId, reply?.reply_id ?? '');
  if (!stored) await cancel(begun, 'answered', deps, tables);
};

/**
 * Answers what waits in a thread, one reply after the other, until nothing waits any more and everybody has been told. Only one
 * at a time does so: a message that comes while a reply is written is answered after it, by the same.
 * @throws Problem `assistant_unavailable`, `assistant_timeout` if no model answers.
 */
export const respond = async (responding: Responding, parts: RespondDeps): Promise<Responded> => {
  const { threadId, holder, origin, remainingMs } = responding;
  // Nothing waits for a piece of a draft to arrive, and yet no client may get it after the finished reply.
  const deps = { ...parts, connections: inOrder(parts.connections) };
  const tables = deps.tables.forTenant(origin.tenant);
  const { status, thread_assistant } = await deps.settings(origin.tenant);
  if (status === 'suspended' || thread_assistant === 'outside') return { state: 'nothing' };
  let answered = false;
  let hasTold = false;
  for (;;) {
    const taken = await takeLease(threadId, { holder, hasTold, remainingMs }, deps, tables);
    if (taken.state !== 'taken') return answered ? { state: 'answered' } : taken;
    const { thread, wasAbsent } = taken;
    if (wasAbsent) await pushThread(thread, deps, tables);
    hasTold = true;
    if (isUntold(thread)) {
      // Whoever stored it did not live to tell of it.
      await tell(thread, origin, deps, tables);
      continue;
    }
    const committed = await replyOnce(thread, responding, deps, tables);
    if (committed.state === 'unwanted') {
      await withdraw(thread, deps, tables);
      continue;
    }
    answered = true;
    await tell(committed.thread, origin, deps, tables, committed.message);
  }
};
