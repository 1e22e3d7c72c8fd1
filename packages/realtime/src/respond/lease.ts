import { createHash } from 'node:crypto';
import type { Thread } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { type Change, changeThread } from '../thread/change-thread';
import {
  allTold,
  isOwnedByHuman,
  isUnanswered,
  isUntold,
  notReplying,
  replying,
  returned,
} from '../thread/transitions';

/** Longer than a turn and its commit may take. Milliseconds. */
export const LEASE_MS = 30_000;

/** Milliseconds of an invocation below which no further reply is begun. */
const LEAST_FOR_A_REPLY_MS = 10_000;

/** Somebody who wants to answer a thread. */
export interface Taking {
  /** Names the invocation. */
  readonly holder: string;
  /** Whether it has told everybody of all that it has stored. */
  readonly hasTold: boolean;
  remainingMs(): number;
}

/** What they find. */
export type Taken =
  /** Nobody waits for an answer, or a person is to give it. */
  | { readonly state: 'nothing' }
  /** Somebody else is writing the reply, or telling of it, until this time at most. Epoch milliseconds. */
  | { readonly state: 'busy'; readonly until: number }
  | { readonly state: 'taken'; readonly thread: Thread; readonly wasAbsent: boolean };

/**
 * The id of the reply to what was asked after a place. Whoever else writes it, after a crash, gives it the same: it can only
 * be stored once.
 */
const replyIdOf = (threadId: string, answeredTo: number): string =>
  `reply-${createHash('sha256').update(`${threadId}\n${answeredTo}`).digest('hex').slice(0, 26)}`;

type Deps = Pick<RealtimeDeps, 'clock' | 'pause' | 'retentionDays'>;

/**
 * Takes the right to write a thread's next reply, if one is wanted, or if an earlier holder did not live to tell of the last.
 * Whoever has it and is not to have it again gives it back.
 */
export const takeLease = (
  threadId: string,
  { holder, hasTold, remainingMs }: Taking,
  deps: Deps,
  tables: ThreadTables,
): Promise<Taken> => {
  const decide = (before: Thread | undefined): Change<Taken> => {
    const now = deps.clock.now();
    if (!before || isOwnedByHuman(before, now)) return { result: { state: 'nothing' } };
    const wasAbsent = before.human !== undefined;
    const isMine = before.reply?.holder === holder;
    const open = wasAbsent ? returned(before, now) : before;
    const known = isMine && hasTold ? allTold(open) : open;
    const { reply } = known;
    // What one has no time for any more, those answer whose messages were put off meanwhile.
    const isToAnswer = isUnanswered(known) && !(isMine && remainingMs() < LEAST_FOR_A_REPLY_MS);
    if (!isToAnswer && !isUntold(known)) {
      const result = { state: 'nothing' } as const;
      return wasAbsent || isMine ? { thread: notReplying(known), result } : { result };
    }
    if (reply && !isMine && reply.until > now) return { result: { state: 'busy', until: reply.until } };
    const reply_id = replyIdOf(threadId, known.answered_to);
    const thread = replying(known, { ...reply, holder, until: now + LEASE_MS, reply_id });
    return { thread, result: { state: 'taken', thread, wasAbsent } };
  };
  return changeThread(threadId, decide, deps, tables, remainingMs);
};

/** Gives the right to reply back, if it is still one's own, after everybody has been told. */
export const releaseLease = (
  threadId: string,
  { holder, remainingMs }: Omit<Taking, 'hasTold'>,
  deps: Deps,
  tables: ThreadTables,
): Promise<void> => {
  const decide = (before: Thread | undefined): Change<undefined> =>
    before?.reply?.holder === holder
      ? { thread: notReplying(allTold(before)), result: undefined }
      : { result: undefined };
  return changeThread(threadId, decide, deps, tables, remainingMs);
};
