import { anyText } from '@frontdesk/testkit/any-text';
import fc from 'fast-check';
import type { IndexableEntry } from '../../src/types';

export const entry = (question: string, answer: string, more: Partial<IndexableEntry> = {}): IndexableEntry => ({
  faq_id: question,
  question,
  answer,
  ...more,
});

/** Texts of words and characters that occur again and again, so that entries share some. */
const words = fc.constantFrom(
  ...['parking', 'price', 'open', 'children', 'card', 'how', 'much', 'is', 'the', 'café', '3', 'x-ray'],
  ...['駐車場', '料金', '予約', 'カラー', 'は', 'いくら', 'ですか', '髪', '진료', '시간', '营业时间', '🦷'],
);
export const someText = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' ')),
  anyText(40),
);

/** FAQs whose entries have different ids. */
export const someFaq = fc.uniqueArray(
  fc.record({ faq_id: fc.string({ minLength: 1, maxLength: 6 }), question: someText, answer: someText }),
  { selector: ({ faq_id }) => faq_id, maxLength: 30 },
);
