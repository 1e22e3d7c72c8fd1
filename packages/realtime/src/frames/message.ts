import { THREAD_ID } from '@frontdesk/core/identity';
import { jsonObject } from '@frontdesk/core/json';
import { type Attachment, MESSAGE_ID, MESSAGE_TYPES, type ThreadMessage } from '@frontdesk/tables';
import * as z from 'zod/mini';
import type { Uploads } from '../uploads/uploads';

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
  /** Good for an hour. A client that needs it later lists the message again. */
  url: z.string(),
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

/** Where a message is, and who tells the addresses of its files. */
export interface InThread {
  readonly tenant: string;
  readonly threadId: string;
  readonly uploads: Pick<Uploads, 'address'>;
}

const attachmentBody = async (
  file: Attachment,
  { uploads, ...place }: InThread,
): Promise<z.output<typeof attachment>> => {
  const { upload_id: uploadId, name, content_type: contentType, size } = file;
  return { uploadId, name, contentType, size, url: await uploads.address(place, file) };
};

/** A stored message as frames say it. */
export const messageBody = async (stored: ThreadMessage, place: InThread): Promise<MessageBody> => {
  const { message_id, message_type, text, sender, user_id, timestamp, sequence, metadata, attachments } = stored;
  return {
    messageId: message_id,
    threadId: place.threadId,
    messageType: message_type,
    text,
    sender,
    userId: user_id,
    timestamp,
    sequence,
    status: 'stored',
    ...(metadata && { metadata }),
    ...(attachments && { attachments: await Promise.all(attachments.map((file) => attachmentBody(file, place))) }),
  };
};
