import type { PushedFrameDeclaration } from '@frontdesk/core/declare';
import { MESSAGE_TYPES } from '@frontdesk/tables';
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

export const lastMessage = z.nullable(
  z.strictObject({ messageId, messageType: z.enum(MESSAGE_TYPES), text: z.string() }),
);

/** Who speaks for the business now, and what else there is to know of a thread. */
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
    lastMessage,
  }),
});

export const PUSHED_FRAMES = {
  message: {
    operation: 'pushMessage',
    summary: 'Somebody has said something in the thread',
    frame: messageFrame,
  },
  'message.delta': {
    operation: 'pushDelta',
    summary: 'A reply is being written: the next piece of the draft',
    frame: deltaFrame,
  },
  'message.cancelled': {
    operation: 'pushCancelled',
    summary: 'The draft of a reply is to be taken away: it will not be finished',
    frame: cancelledFrame,
  },
  'message.read': { operation: 'pushRead', summary: 'One side has read up to a message', frame: readFrame },
  typing: { operation: 'pushTyping', summary: 'Somebody is typing, or has stopped', frame: typingFrame },
  presence: { operation: 'pushPresence', summary: 'To staff: somebody has come or gone', frame: presenceFrame },
  'thread.updated': {
    operation: 'pushThread',
    summary:
      'To everybody in the thread: it has another owner. To its staff also: a person is wanted. To those who follow all threads: anything has changed',
    frame: threadFrame,
  },
} as const satisfies Readonly<Record<string, PushedFrameDeclaration>>;

export type PushedFrame = z.output<(typeof PUSHED_FRAMES)[keyof typeof PUSHED_FRAMES]['frame']>;
