import { createHash } from 'node:crypto';
import type { Thread } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { type Change, changeThread } from '../thread/change-thread';
import { isOwnedByHuman, isUnanswered, notReplying, replying, returned } from '../thread/transitions';

/** Longer than a turn and its commit may take. Milliseconds. */
export const LEASE_MS = 30_000;

/** What somebody finds who wants to answer a thread. */
export type Taken =
  /** Nobody waits for an answer, or a person is to give it. */
  | { readonly state: 'nothing' }
  /** Somebody else is writing the reply, until this time at most. Epoch milliseconds. */
  | { readonly state: 'busy'; readonly until: number }
  | { readonly state: 'taken'; readonly thread: Thread; readonly wasAbsent: boolean };

/**
 * The id of the reply to what was asked after a place. Whoever else writes it, after a crash, gives it the same: it can only
 * be stored once.
 */
export const replyIdOf = (threadId: string, answeredTo: number): string =>
  `reply-${createHash('sha256').update(`${threadId}\n${answeredTo}`).digest('hex').slice(0, 26)}`;

/** Takes the right to write a thread's next reply, if one is wanted. */
export const takeLease = (
  threadId: string,
  holder: string,
  deps: Pick<RealtimeDeps, 'clock' | 'pause' | 'retentionDays'>,
  tables: ThreadTables,
  remainingMs: () => number,
): Promise<Taken> => {
  const decide = (before: Thread | undefined): Change<Taken> => {
    const now = deps.clock.now();
    if (!before || isOwnedByHuman(before, now)) return { result: { state: 'nothing' } };
    const wasAbsent = before.human !== undefined;
    const known = wasAbsent ? returned(before, now) : before;
    const { reply } = known;
    if (!isUnanswered(known)) {
      const result = { state: 'nothing' } as const;
      return wasAbsent || reply?.holder === holder ? { thread: notReplying(known), result } : { result };
    }
    if (reply && reply.holder !== holder && reply.until > now) return { result: { state: 'busy', until: reply.until } };
    const reply_id = replyIdOf(threadId, known.answered_to);
    const thread = replying(known, { holder, until: now + LEASE_MS, reply_id });
    return { thread, result: { state: 'taken', thread, wasAbsent } };
  };
  return changeThread(threadId, decide, deps, tables, remainingMs);
};
