import { jsonObject } from '@frontdesk/core/json';
import { MESSAGE_ID, MESSAGE_TYPES, THREAD_ID, type ThreadMessage } from '@frontdesk/tables';
import * as z from 'zod/mini';

export const MAX_TEXT_CHARACTERS = 8_000;
const MAX_METADATA_BYTES = 4 * 1024;

export const threadId = z.string().check(z.regex(THREAD_ID, 'must be 1 to 128 of A-Z, a-z, 0-9 and . _ : -'));
export const messageId = z.string().check(z.regex(MESSAGE_ID, 'must be 1 to 128 of A-Z, a-z, 0-9 and . _ : -'));
export const metadata = jsonObject(MAX_METADATA_BYTES);

/** Epoch milliseconds. */
export const time = z.int().check(z.gte(0));

export const attachment = z.strictObject({
  uploadId: z.string(),
  name: z.string(),
  contentType: z.string(),
  /** Bytes. */
  size: z.int(),
});

/** A stored message, as every frame that holds one says it. */
export const message = z.strictObject({
  messageId,
  threadId,
  messageType: z.enum(MESSAGE_TYPES),
  text: z.string(),
  sender: z.string(),
  userId: z.string(),
  timestamp: time,
  /** Counts the thread's messages, from 1, without a gap. */
  sequence: z.int(),
  status: z.literal('stored'),
  metadata: z.optional(metadata),
  attachments: z.optional(z.array(attachment)),
});

export type MessageBody = z.output<typeof message>;

export const messageBody = (threadId: string, stored: ThreadMessage): MessageBody => {
  const { message_id, message_type, text, sender, user_id, timestamp, sequence, metadata, attachments } = stored;
  return {
    messageId: message_id,
    threadId,
    messageType: message_type,
    text,
    sender,
    userId: user_id,
    timestamp,
    sequence,
    status: 'stored',
    ...(metadata && { metadata }),
    ...(attachments && {
      attachments: attachments.map(({ upload_id, content_type, name, size }) => ({
        uploadId: upload_id,
        name,
        contentType: content_type,
        size,
      })),
    }),
  };
};
