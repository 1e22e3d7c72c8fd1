import { normalForm } from '@frontdesk/core/text';

/** DynamoDB's limit on a sort key, in bytes of UTF-8. */
export const MAX_QUESTION_BYTES = 1_024;

/** Questions that look alike are one question: Unicode's canonical composition, without outer white space. */
export const canonicalQuestion = (question: string): string => normalForm(question, 'NFC').trim();

/**
 * An entry's address: base64url of its question. HTTP APIs decode paths before routing, so the question itself could not
 * stand in one.
 */
export const faqId = (question: string): string =>
  Buffer.from(canonicalQuestion(question), 'utf8').toString('base64url');

/** The question of an address, or `undefined` if it is nobody's address. */
export const questionOf = (id: string): string | undefined => {
  const question = Buffer.from(id, 'base64url').toString('utf8');
  return question !== '' && Buffer.byteLength(question) <= MAX_QUESTION_BYTES && faqId(question) === id
    ? question
    : undefined;
};
