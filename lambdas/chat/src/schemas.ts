import { count } from '@frontdesk/core/http';
import { jsonObject } from '@frontdesk/core/json';
import { visible } from '@frontdesk/core/text';
import { PHONE_NUMBER, SESSION_ID } from '@frontdesk/tables';
import * as z from 'zod/mini';

export const MAX_MESSAGE_CHARACTERS = 8_000;
const MAX_METADATA_BYTES = 4 * 1024;

export const sessionId = z.string().check(z.regex(SESSION_ID, 'must be 1 to 64 of A-Z, a-z, 0-9, _ and -'));

const metadata = jsonObject(MAX_METADATA_BYTES);

export const chatBody = z.strictObject({
  message: z
    .string()
    .check(z.trim(), ...visible, z.maxLength(MAX_MESSAGE_CHARACTERS, 'must have at most 8000 characters')),
  session_id: z.optional(sessionId),
  phone_number: z.optional(z.string().check(z.regex(PHONE_NUMBER, 'must be in E.164, such as +12025550123'))),
  /** Stored with the turn as it is, and listed with its message; the assistant does not read it. */
  metadata: z.optional(metadata),
});

/** `cached_tokens`: the part of the input that came from the vendor's prompt cache, if the vendor says. */
export const usage = z.strictObject({
  input_tokens: count,
  output_tokens: count,
  cached_tokens: z.optional(count),
});

export const chatAnswer = z.strictObject({
  reply: z.string(),
  session_id: z.string(),
  message_id: z.string(),
  sources: z.array(z.strictObject({ faq_id: z.string(), question: z.string(), score: z.number().check(z.gte(0)) })),
  tool_calls: z.array(z.strictObject({ name: z.string(), status: z.string() })),
  handoff: z.boolean(),
  model: z.string(),
  usage,
});

export const chatMessage = z.strictObject({
  message_id: z.string(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  created_at: z.string(),
  /** The metadata that was sent with the message. */
  metadata: z.optional(metadata),
});
