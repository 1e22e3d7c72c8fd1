import { ordinal } from '@frontdesk/core/http';
import { visible } from '@frontdesk/core/text';
import { canonicalQuestion, MAX_QUESTION_BYTES } from '@frontdesk/tables';
import * as z from 'zod/mini';

const MAX_ANSWER_BYTES = 16 * 1024;

const bytes = (most: number) =>
  z.refine<string>((text) => Buffer.byteLength(text) <= most, `must be at most ${most} bytes of UTF-8`);

/** The limit before normalization: NFC never makes a text three times shorter in bytes. */
const MAX_RAW_QUESTION = 4 * MAX_QUESTION_BYTES;

const question = z.pipe(
  z.string().check(z.trim(), z.maxLength(MAX_RAW_QUESTION, `must be at most ${MAX_QUESTION_BYTES} bytes of UTF-8`)),
  z.pipe(z.transform(canonicalQuestion), z.string().check(...visible, bytes(MAX_QUESTION_BYTES))),
);
const answer = z.string().check(z.trim(), ...visible, bytes(MAX_ANSWER_BYTES));
const tags = z.array(z.string().check(z.trim(), ...visible, z.maxLength(64))).check(z.maxLength(20));
const language = z.string().check(z.regex(/^[a-z]{2}$/, 'must be a two-letter language code'));

/** What a caller may say about an entry. */
export const faqContent = z.strictObject({
  question,
  answer,
  tags: z._default(tags, []),
  language: z.optional(language),
});

export const faqEntry = z.strictObject({
  faq_id: z.string(),
  question: z.string(),
  answer: z.string(),
  tags: z.array(z.string()),
  language: z.optional(z.string()),
  version: ordinal,
  created_at: z.string(),
  updated_at: z.string(),
});

export const faqPath = z.strictObject({ faq_id: z.string() });
