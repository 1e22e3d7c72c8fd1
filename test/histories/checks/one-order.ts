import type { Check, Evidence } from './evidence';

const inOrder = ({ messages }: Evidence): string[] =>
  messages.flatMap(({ message_id, sequence, timestamp }, i) => {
    const before = messages[i - 1];
    if (sequence !== i + 1) return [`${message_id} is the thread's message ${i + 1} and has the sequence ${sequence}`];
    return before && before.timestamp >= timestamp ? [`${message_id} is not later than ${before.message_id}`] : [];
  });

/** Whatever was said of a message, by whichever frame, to whomever: it is what is stored. */
const asSeen = ({ history, messages }: Evidence): string[] =>
  history.all('seen').flatMap(({ by, message: { messageId, sequence, timestamp, text } }) => {
    const stored = messages[sequence - 1];
    const isSame = stored?.message_id === messageId && stored.timestamp === timestamp && stored.text === text;
    return isSame ? [] : [`${by} saw ${messageId} as message ${sequence}; that is ${stored?.message_id ?? 'none'}`];
  });

/** Who is told that a message is stored, and then says another, finds them in this order. */
const asItHappened = ({ history }: Evidence): string[] => {
  const acknowledged = history.all('acknowledged');
  const firstAcknowledged = acknowledged.filter(
    ({ messageId }, i) => acknowledged.findIndex((each) => each.messageId === messageId) === i,
  );
  return history.all('said').flatMap((later) => {
    const place = acknowledged.find(({ messageId }) => messageId === later.messageId)?.sequence;
    if (place === undefined) return [];
    return firstAcknowledged
      .filter(({ step, sequence }) => step < later.step && sequence > place)
      .map(({ messageId }) => `${messageId} was stored before ${later.messageId} was said, and comes after it`);
  });
};

export const oneOrder: Check = {
  promise: 'everybody sees the same messages in the same order, which is the order in which they were said',
  against: (evidence) => [...inOrder(evidence), ...asSeen(evidence), ...asItHappened(evidence)],
};
