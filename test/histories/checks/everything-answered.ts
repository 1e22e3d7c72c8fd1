import { askedIn } from '../doors/model-door';
import type { Check, Evidence } from './evidence';

/** Whether a person, or an outside assistant, was given the message to deal with. */
const isDealtWith = ({ history, messages }: Evidence, messageId: string, sequence: number): boolean => {
  const step = history
    .all('committed')
    .find((each) => each.messages.some(({ message_id }) => message_id === messageId));
  const changesOwner = history
    .all('committed')
    .filter(({ before, after }) => before?.human?.since !== after.human?.since)
    .filter(({ before, after }) => after.human !== undefined || after.owners.at(-1)?.ended !== 'absent' || !before);
  return (
    messages.some((each) => each.sequence > sequence && each.message_type === 'human') ||
    messages.some((each) => each.sequence > sequence && each.message_id.startsWith('outside-')) ||
    changesOwner.some((change) => change.step >= (step?.step ?? 0))
  );
};

export const everythingAnswered: Check = {
  promise: 'what a visitor asks is answered, unless a person has taken it over or the message is a dead letter',
  against: (evidence) => {
    const { history, messages, thread, end } = evidence;
    if (history.all('dead letter').length > 0 || (thread?.human && thread.human.until > end)) return [];
    const answered = new Set(
      messages.filter(({ message_type }) => message_type === 'bot').flatMap(({ text }) => askedIn(text)),
    );
    return messages
      .filter(({ message_type, text }) => message_type === 'user' && !answered.has(askedIn(text)[0] ?? ''))
      .filter(({ message_id, sequence }) => !isDealtWith(evidence, message_id, sequence))
      .map(({ message_id }) => `nobody ever answers ${message_id}`);
  },
};
