import { ANSWER_CONFIDENCE, buildIndex } from '@frontdesk/assistant/retrieval';
import type { UnansweredQuestion } from '@frontdesk/tables';

export interface QuestionGroup {
  /** As it was last asked. */
  readonly question: string;
  readonly language: string;
  readonly count: number;
  readonly first_asked_at: string;
  readonly last_asked_at: string;
  /** Other wordings, the latest first. */
  readonly examples: readonly string[];
}

/** The part of a message that is searched for, in UTF-16 code units. Whole messages of 8,000 would take ten seconds a page. */
const COMPARED_LENGTH = 300;

/** The part of a question that is compared with other questions and with entries. */
export const comparedPart = (message: string): string => message.slice(0, COMPARED_LENGTH);

const MAX_EXAMPLES = 5;
/** How many wordings of one question are looked for at once. */
const MAX_ALIKE = 50;

const groupOf = (members: readonly UnansweredQuestion[]): QuestionGroup => {
  const wordings = [...new Set(members.map(({ message }) => message))];
  return {
    question: wordings[0] ?? '',
    language: members[0]?.language ?? '',
    count: members.length,
    first_asked_at: members.at(-1)?.ts ?? '',
    last_asked_at: members[0]?.ts ?? '',
    examples: wordings.slice(1, 1 + MAX_EXAMPLES),
  };
};

/**
 * Groups questions that ask the same thing, with the confidence that the assistant needs to answer from an entry. The most
 * frequent come first.
 * @param questions newest first.
 */
export const groupQuestions = (questions: readonly UnansweredQuestion[]): QuestionGroup[] => {
  const byId = new Map(questions.map((question) => [question.message_id, question]));
  const index = buildIndex(
    questions.map(({ message_id, message }) => ({ faq_id: message_id, question: comparedPart(message), answer: '' })),
  );
  const left = new Set(byId.keys());
  const groups: QuestionGroup[] = [];
  for (const question of questions) {
    if (!left.delete(question.message_id)) continue;
    const alike = index
      .search(comparedPart(question.message), MAX_ALIKE)
      .filter(({ entry, confidence }) => confidence >= ANSWER_CONFIDENCE && left.delete(entry.faq_id))
      .flatMap(({ entry }) => byId.get(entry.faq_id) ?? []);
    const same = questions.filter(({ message, message_id }) => message === question.message && left.delete(message_id));
    groups.push(groupOf([question, ...alike, ...same].sort((a, b) => (a.ts < b.ts ? 1 : -1))));
  }
  return groups.sort((a, b) => b.count - a.count);
};
