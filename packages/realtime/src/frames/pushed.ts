import * as z from 'zod/mini';
import { message, messageId, threadId, time } from './message';

/** Frames that clients are sent without having asked. */

export const messageFrame = z.strictObject({
  action: z.literal('message'),
  message,
  /** Continues the list after this message. */
  cursor: z.string(),
  /** What an older client sent by `sendMessage`, as it was sent. */
  data: z.optional(z.unknown()),
});

/** A piece of a reply that is being written, to be added to the draft. */
export const deltaFrame = z.strictObject({
  action: z.literal('message.delta'),
  threadId,
  /** The `messageId` that the finished reply will have. */
  replyId: messageId,
  /** A higher one replaces the draft. */
  attempt: z.int(),
  /** Counts the pieces of an attempt, from 1: after a gap, wait for the finished reply. */
  seq: z.int(),
  text: z.string(),
});

/** The reply that was being written will not come. */
export const cancelledFrame = z.strictObject({
  action: z.literal('message.cancelled'),
  threadId,
  replyId: messageId,
  reason: z.enum(['takeover', 'answered', 'unavailable']),
});

const role = z.enum(['visitor', 'staff']);

export const typingFrame = z.strictObject({
  action: z.literal('typing'),
  threadId,
  userId: z.string(),
  role,
  typing: z.boolean(),
});

/** To staff: somebody has come or gone. */
export const presenceFrame = z.strictObject({
  action: z.literal('presence'),
  threadId,
  userId: z.string(),
  role,
  online: z.boolean(),
});

export const readFrame = z.strictObject({
  action: z.literal('message.read'),
  threadId,
  role,
  /** Everything up to this message has been read. */
  sequence: z.int(),
});

export const owner = z.union([
  z.strictObject({ kind: z.literal('bot') }),
  z.strictObject({ kind: z.literal('human'), userId: z.string(), since: time, until: time }),
]);

/** To everybody in the thread: who speaks for the business now. To staff also when anything else of the thread changes. */
export const threadFrame = z.strictObject({
  action: z.literal('thread.updated'),
  thread: z.strictObject({
    threadId,
    owner,
    /** A person is wanted, since this time. */
    handoffSince: z.nullable(time),
    messages: z.int(),
    unread: z.int(),
    lastAt: time,
    lastMessage: z.nullable(z.strictObject({ messageId, messageType: z.string(), text: z.string() })),
  }),
});

export const PUSHED_FRAMES = {
  message: messageFrame,
  'message.delta': deltaFrame,
  'message.cancelled': cancelledFrame,
  'message.read': readFrame,
  typing: typingFrame,
  presence: presenceFrame,
  'thread.updated': threadFrame,
} as const;

export type PushedFrame = z.output<(typeof PUSHED_FRAMES)[keyof typeof PUSHED_FRAMES]>;
