import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const KINDS = ['paraphrase', 'typo', 'keyword', 'off_topic', 'near_topic'] as const;

const question = z.strictObject({
  text: z.string(),
  kind: z.enum(KINDS),
  /** The entry that answers it; null if none does. */
  expects: z.nullable(z.string()),
});

const dataset = z.strictObject({
  business: z.string(),
  language: z.enum(['en', 'ja']),
  entries: z.array(
    z.strictObject({ faq_id: z.string(), question: z.string(), answer: z.string(), tags: z.array(z.string()) }),
  ),
  /** The tuning half fixes weights and thresholds; the other half only tells how well that went. */
  questions: z.strictObject({ tuning: z.array(question), held_out: z.array(question) }),
});

export type Question = z.output<typeof question>;
export type Dataset = z.output<typeof dataset>;
export type Half = keyof Dataset['questions'];

export const HALVES = ['tuning', 'held_out'] as const satisfies readonly Half[];

const read = (file: string): Dataset => dataset.parse(JSON.parse(readFileSync(join(__dirname, file), 'utf8')));

/** A dental clinic in English, a hair salon in Japanese. */
export const datasets = (): Dataset[] => ['dental-clinic.en.json', 'hair-salon.ja.json'].map(read);
