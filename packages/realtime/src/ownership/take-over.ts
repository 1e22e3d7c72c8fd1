import type { Origin } from '@frontdesk/aws';
import { Problem } from '@frontdesk/core/errors';
import type { Thread } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { broadcast } from '../push/broadcast';
import { pushThread } from '../push/push-thread';
import { type Change, changeThread } from '../thread/change-thread';
import { isOwnedByHuman, isReplying, released, takenOver } from '../thread/transitions';
import { ABSENCE_MS, watchOwner } from './absence';

/** A member of the staff who takes a thread over, or gives it back. */
export interface Owning {
  readonly threadId: string;
  readonly user_id: string;
  readonly origin: Origin;
  remainingMs(): number;
}

const noThread = (): Problem => new Problem('not_found', { detail: 'There is no such thread.' });

const ownedByOther = ({ human }: Thread): Problem =>
  new Problem('thread_owned', { detail: `${human?.user_id} has owned the thread since ${human?.since}.` });

/**
 * Makes a person the owner of a thread: the assistant is silent from this commit on, and the reply that it was writing is
 * cancelled. Who owns it already stays its owner.
 * @throws Problem `not_found`; `thread_owned` while somebody else owns it.
 */
export const takeOver = async (owning: Owning, deps: RealtimeDeps, tables: ThreadTables): Promise<Thread> => {
  const { threadId, user_id, remainingMs } = owning;
  const decide = (before: Thread | undefined) => {
    const now = deps.clock.now();
    if (!before) throw noThread();
    if (isOwnedByHuman(before, now) && before.human?.user_id !== user_id) throw ownedByOther(before);
    const thread = takenOver(before, user_id, now, ABSENCE_MS);
    return { thread, result: { thread, before } };
  };
  // Sent first: if it cannot be sent, nobody owns a thread that would never go back.
  await watchOwner(owning, deps);
  const { thread, before } = await changeThread(threadId, decide, deps, tables, remainingMs);
  await Promise.all([
    isReplying(before, deps.clock.now()) &&
      broadcast(
        threadId,
        { action: 'message.cancelled', threadId, replyId: before.reply.reply_id, reason: 'takeover' },
        deps,
        tables,
      ),
    pushThread(thread, deps, tables),
  ]);
  return thread;
};

/**
 * Gives a thread back to the assistant, which answers what comes from now on. A thread that nobody owns stays as it is.
 * @throws Problem `not_found`; `thread_owned` if somebody else owns it.
 */
export const release = async (owning: Owning, deps: RealtimeDeps, tables: ThreadTables): Promise<Thread> => {
  const { threadId, user_id, remainingMs } = owning;
  const decide = (before: Thread | undefined): Change<Thread> => {
    const now = deps.clock.now();
    if (!before) throw noThread();
    if (isOwnedByHuman(before, now) && before.human?.user_id !== user_id) throw ownedByOther(before);
    if (!before.human) return { result: before };
    const thread = released(before, now);
    return { thread, result: thread };
  };
  const thread = await changeThread(threadId, decide, deps, tables, remainingMs);
  await pushThread(thread, deps, tables);
  return thread;
};
