import type { MessageType, ReplyLease, Thread, ThreadMessage } from '@frontdesk/tables';

/*
 * What happens to a thread, as pure functions: each takes the thread as it was read and gives the thread as it is to be
 * stored. Storing it is conditional on nobody having stored another meanwhile.
 */

/** The latest owners that a thread remembers. */
const OWNERS_KEPT = 20;

/** Characters of the last message that lists show. */
const PREVIEW = 200;

export const newThread = (thread_id: string, now: number): Thread => ({
  thread_id,
  version: 0,
  created_at: now,
  messages: 0,
  last_at: 0,
  owners: [],
  asked_at: 0,
  answered_to: 0,
  replies: 0,
  read: { visitor: 0, staff: 0 },
});

/** A message before the thread gives it its place. */
export type Draft = Omit<ThreadMessage, 'timestamp' | 'sequence'>;

/** Who has read a thread up to a message of their own. */
const READER: Readonly<Record<MessageType, keyof Thread['read'] | undefined>> = {
  user: 'visitor',
  human: 'staff',
  bot: undefined,
};

/** Those of them who have answered whatever was asked before: a member of the staff, or an outside assistant. */
const answers = (type: MessageType): boolean => type !== 'user';

/** Adds a message: its time is now, or just after the last message if that is later, so that no two have the same. */
export const withMessage = (
  thread: Thread,
  draft: Draft,
  now: number,
): { readonly thread: Thread; readonly message: ThreadMessage } => {
  const { message_id, message_type, text, user_id } = draft;
  const timestamp = Math.max(now, thread.last_at + 1);
  const message = { ...draft, timestamp, sequence: thread.messages + 1 };
  const { handoff, ...rest } = thread;
  const side = READER[message_type];
  return {
    message,
    thread: {
      ...rest,
      ...(handoff && message_type !== 'human' && { handoff }),
      messages: message.sequence,
      last_at: timestamp,
      last_message: { message_id, message_type, text: text.slice(0, PREVIEW).toWellFormed() },
      ...(message_type === 'user' && { asked_at: timestamp }),
      read: { ...thread.read, ...(side && { [side]: message.sequence }) },
      ...(answers(message_type) && { answered_to: timestamp }),
      // Whoever owns the thread and writes is there.
      ...(thread.human?.user_id === user_id && {
        human: { ...thread.human, until: thread.human.until - thread.human.active_at + now, active_at: now },
      }),
    },
  };
};

/** Whether a person owns the thread, and has not been away for too long. */
export const isOwnedByHuman = ({ human }: Thread, now: number): boolean => human !== undefined && human.until > now;

/**
 * A person takes the thread over. The assistant leaves everything that was said so far to them.
 * @param absenceMs after how long without a sign of life the thread goes back.
 */
export const takenOver = (thread: Thread, user_id: string, now: number, absenceMs: number): Thread => {
  const { handoff: _, reply: __, ...rest } = thread.human ? givenBack(thread, now, 'released') : thread;
  return {
    ...rest,
    human: { user_id, since: now, active_at: now, until: now + absenceMs },
    answered_to: Math.max(rest.answered_to, rest.last_at),
  };
};

const givenBack = (thread: Thread, now: number, ended: 'released' | 'absent'): Thread => {
  const { human, ...rest } = thread;
  if (!human) return thread;
  const { user_id, since: from, until } = human;
  const owner = { user_id, from, to: ended === 'absent' ? until : now, ended };
  return { ...rest, owners: [...thread.owners, owner].slice(-OWNERS_KEPT) };
};

/**
 * The owner gives the thread back. What was said until now is dealt with: the assistant must not hand it over once more
 * because of what it handed over for.
 */
export const released = (thread: Thread, now: number): Thread => ({
  ...givenBack(thread, now, 'released'),
  answered_to: Math.max(thread.answered_to, thread.last_at),
});

/** The owner has been away for too long. What they have not answered, the assistant answers. */
export const returned = (thread: Thread, now: number): Thread => givenBack(thread, now, 'absent');

/** Whether a visitor's message still waits for the assistant. */
export const isUnanswered = ({ asked_at, answered_to }: Thread): boolean => asked_at > answered_to;

/** Somebody begins to write the next reply. */
export const replying = (thread: Thread, reply: ReplyLease): Thread => ({
  ...thread,
  reply,
  replies: thread.replies + 1,
});

/** A reply is stored. Whoever wrote it keeps the right to reply until everybody has been told. */
export const replied = ({ reply, ...thread }: Thread, message_id: string): Thread => ({
  ...thread,
  ...(reply && { reply: { ...reply, said: message_id } }),
});

/** Nobody writes a reply. */
export const notReplying = ({ reply: _, ...thread }: Thread): Thread => thread;

/** Whether staff are still to be alerted that a person is wanted. */
export const wantsAlert = ({ handoff }: Thread): boolean => handoff !== undefined && handoff.told === undefined;

/** Whether something is stored of which everybody is still to be told: a reply, or that a person is wanted. */
export const isUntold = (thread: Thread): boolean => thread.reply?.said !== undefined || wantsAlert(thread);

/** Everybody has been told of everything. */
export const allTold = ({ reply, handoff, ...thread }: Thread): Thread => {
  const { said: _, ...held } = reply ?? {};
  return {
    ...thread,
    ...(reply && { reply: held as ReplyLease }),
    ...(handoff && { handoff: { ...handoff, told: true } }),
  };
};

/** Whether somebody is writing a reply at the moment, which is not stored yet. */
export const isReplying = (thread: Thread, now: number): thread is Thread & { readonly reply: ReplyLease } =>
  thread.reply !== undefined && thread.reply.said === undefined && thread.reply.until > now && isUnanswered(thread);

/** A person is wanted, unless one was wanted already. */
export const handedOff = (thread: Thread, message_id: string, now: number): Thread => ({
  ...thread,
  handoff: thread.handoff ?? { since: now, message_id },
});

/** A side has read up to a message. */
export const withRead = (thread: Thread, side: keyof Thread['read'], sequence: number): Thread => ({
  ...thread,
  read: { ...thread.read, [side]: Math.min(thread.messages, Math.max(thread.read[side], sequence)) },
});
