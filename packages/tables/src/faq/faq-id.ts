import { normalForm } from '@frontdesk/core/text';

/** DynamoDB's limit on a sort key, in bytes of UTF-8. */
export const MAX_QUESTION_BYTES = 1_024;

/** Questions that look the same are the same question: Unicode's canonical composition, without outer white space. */
export const canonicalQuestion = (question: string): string => normalForm(question, 'NFC').trim();

/**
 * An entry's id: base64url of its question. HTTP APIs decode paths before routing, so a path cannot contain the question
 * itself.
 */
export const faqId = (question: string): string =>
  Buffer.from(canonicalQuestion(question), 'utf8').toString('base64url');

/** The question of an id, or `undefined` if no question has that id. */
export const questionOf = (id: string): string | undefined => {
  const question = Buffer.from(id, 'base64url').toString('utf8');
  return question !== '' && Buffer.byteLength(question) <= MAX_QUESTION_BYTES && faqId(question) === id
    ? question
    : undefined;
};
