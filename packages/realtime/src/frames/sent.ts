import { visible } from '@frontdesk/core/text';
import * as z from 'zod/mini';
import { CONTENT_TYPES } from '../uploads/types';
import { MAX_TEXT_CHARACTERS, message, messageId, metadata, threadId, time } from './message';

/** Frames that clients send, and the frames that answer them. */

export const text = z
  .string()
  .check(...visible, z.maxLength(MAX_TEXT_CHARACTERS, `must have at most ${MAX_TEXT_CHARACTERS} characters`));

export const sender = z.string().check(...visible, z.maxLength(64));

/** The most files that one message holds. */
export const MAX_ATTACHMENTS = 5;

const hasNoControls = (name: string): boolean => !/\p{Cc}/u.test(name);

/** What a file is called, without a path. Not all who read a document's patterns know Unicode's categories. */
export const fileName = z
  .string()
  .check(
    ...visible,
    z.maxLength(128),
    z.regex(/^[^/\\]+$/, 'must not hold / or \\'),
    z.refine(hasNoControls, 'must not hold control characters'),
  );

export const uploadId = z.string().check(z.regex(/^[A-Z0-9]{26}$/, 'is not an upload'));

export const attachments = z
  .array(z.strictObject({ uploadId, name: fileName }))
  .check(z.minLength(1), z.maxLength(MAX_ATTACHMENTS));

/** A reply's id follows from what it answers: nobody else may take it. */
export const ownMessageId = messageId.check(z.refine((id) => !id.startsWith('reply-'), 'must not begin with reply-'));

export const sendFrame = z.strictObject({
  action: z.literal('message.send'),
  threadId,
  text,
  /** The author's name, for others to show. */
  sender: z.optional(sender),
  /** Chosen by the client, so that it can send the message again without storing it twice. */
  messageId: z.optional(ownMessageId),
  metadata: z.optional(metadata),
  attachments: z.optional(attachments),
});

export const ackFrame = z.strictObject({
  action: z.literal('message.ack'),
  threadId,
  messageId,
  timestamp: time,
  sequence: z.int(),
  cursor: z.string(),
});

/** The older form: the whole of `data` goes to the sender's thread. */
export const broadcastFrame = z.strictObject({ action: z.literal('sendMessage'), data: z.unknown() });

export const listFrame = z.strictObject({
  action: z.literal('messages.list'),
  threadId: z.optional(threadId),
  /** The cursor of the last message that the client has; from the thread's beginning without one. */
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
});

export const listedFrame = z.strictObject({
  action: z.literal('messages'),
  threadId,
  messages: z.array(message),
  /** Continues after the last of them; absent if there are none. */
  cursor: z.optional(z.string()),
  /** Whether more have been stored: ask again with the cursor. */
  more: z.boolean(),
});

export const typingFrame = z.strictObject({
  action: z.literal('typing'),
  threadId: z.optional(threadId),
  typing: z.optional(z.boolean()),
});

export const readFrame = z.strictObject({
  action: z.literal('message.read'),
  threadId: z.optional(threadId),
  sequence: z.int().check(z.gte(0)),
});

export const uploadFrame = z.strictObject({
  action: z.literal('upload.create'),
  threadId: z.optional(threadId),
  name: fileName,
  contentType: z.enum(CONTENT_TYPES),
  /** Bytes, as the file has them. */
  size: z.int().check(z.gte(1)),
});

/** A form to be sent to S3 as `multipart/form-data`: the fields as they are, and after them the `file`. */
export const uploadedFrame = z.strictObject({
  action: z.literal('upload'),
  threadId,
  uploadId,
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expiresAt: time,
});

export const doneFrame = z.strictObject({ action: z.literal('done') });

export const pingFrame = z.strictObject({ action: z.literal('ping') });
export const pongFrame = z.strictObject({ action: z.literal('pong'), time });
