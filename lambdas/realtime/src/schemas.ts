import { count, ordinal } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import { isOwnedByHuman } from '@frontdesk/realtime';
import { metadata, threadId as threadIdSchema } from '@frontdesk/realtime/frames';
import { MESSAGE_TYPES, type Thread, type ThreadMessage } from '@frontdesk/tables';
import * as z from 'zod/mini';

/** ISO 8601. */
const time = z.string();

export const threadParams = z.strictObject({ thread_id: threadIdSchema });

export const thread = z.strictObject({
  thread_id: z.string(),
  /** `bot`, or the member of the staff who has taken the thread over. */
  owner: z.union([
    z.strictObject({ kind: z.literal('bot') }),
    z.strictObject({ kind: z.literal('human'), user_id: z.string(), since: time, until: time }),
  ]),
  /** Those who owned it before, the latest last. */
  owners: z.array(z.strictObject({ user_id: z.string(), from: time, to: time, ended: z.enum(['released', 'absent']) })),
  /** Since when a person is wanted and none has come. */
  handoff_since: z.nullable(time),
  messages: count,
  /** Messages that staff have not read. */
  unread: count,
  created_at: time,
  last_at: time,
  last_message: z.nullable(
    z.strictObject({ message_id: z.string(), message_type: z.enum(MESSAGE_TYPES), text: z.string() }),
  ),
});

export const threadAnswer = (stored: Thread, now: number): z.output<typeof thread> => {
  const { thread_id, human, owners, handoff, messages, read, created_at, last_at, last_message = null } = stored;
  return {
    thread_id,
    owner:
      human && isOwnedByHuman(stored, now)
        ? { kind: 'human', user_id: human.user_id, since: isoTime(human.since), until: isoTime(human.until) }
        : { kind: 'bot' },
    owners: owners.map(({ from, to, ...owner }) => ({ ...owner, from: isoTime(from), to: isoTime(to) })),
    handoff_since: handoff ? isoTime(handoff.since) : null,
    messages,
    unread: messages - read.staff,
    created_at: isoTime(created_at),
    last_at: isoTime(last_at),
    last_message: last_message && { ...last_message },
  };
};

export const threadMessage = z.strictObject({
  thread_id: z.string(),
  message_id: z.string(),
  message_type: z.enum(MESSAGE_TYPES),
  text: z.string(),
  sender: z.string(),
  user_id: z.string(),
  timestamp: time,
  /** Counts the thread's messages, from 1, without a gap. */
  sequence: ordinal,
  metadata: z.optional(metadata),
  attachments: z.optional(
    z.array(z.strictObject({ upload_id: z.string(), name: z.string(), content_type: z.string(), size: count })),
  ),
  /** Continues the list after this message. */
  cursor: z.string(),
});

export const messageAnswer = (
  thread_id: string,
  stored: ThreadMessage,
  cursor: string,
): z.output<typeof threadMessage> => {
  const { timestamp, attachments, ...message } = stored;
  return {
    thread_id,
    ...message,
    timestamp: isoTime(timestamp),
    ...(attachments && { attachments: attachments.map((each) => ({ ...each })) }),
    cursor,
  };
};
