import { groupQuestions } from '../src/unanswered/group-questions';

const asked = (messages: readonly string[]) =>
  messages.map((message, i) => ({
    ...{ message_id: `message-${i}`, session_id: 'session', contact: 'web', language: 'en', message },
    ts: new Date(Date.UTC(2026, 0, 15) - i * 1_000).toISOString(),
  }));
const counts = (messages: readonly string[]): number[] => groupQuestions(asked(messages)).map(({ count }) => count);

/** Words that no two calls share. */
const noise = (from: number, length: number): string => {
  let text = '';
  for (let i = from; text.length < length; i += 1) text += ` q${i.toString(36)}z`;
  return text;
};

test('different wordings of a question are one group, and other questions are not in it', () => {
  expect(counts(['Is there parking?', 'Do you take cards?', 'Is there any parking?', 'Is there parking?'])).toEqual([
    3, 1,
  ]);
});

test('long questions are compared by how they begin, so that their length does not decide what a page costs', () => {
  const beginning = `Is there parking for a bicycle? ${noise(0, 300)}`;
  expect(counts([beginning + noise(10_000, 7_000), beginning + noise(50_000, 7_000)])).toEqual([2]);
});

test('long questions are returned unshortened', () => {
  const message = `Is there parking? ${noise(0, 7_000)}`;
  expect(groupQuestions(asked([message]))[0]?.question).toBe(message);
});
