import { offlineModel } from '../../src/models/offline';
import { PHRASES } from '../../src/models/offline-phrases';
import type { ChatMessage, ModelEvent, ModelRequest, RankedEntry } from '../../src/types';
import { collect } from '../support/collect';
import { entry } from '../support/entries';
import { request } from '../support/scripted-model';

const source = (confidence: number): RankedEntry => ({
  entry: entry('Is there parking?', 'Yes, 🚗 behind the building.'),
  score: 1,
  confidence,
});

const eventsOf = (asked: ModelRequest): Promise<ModelEvent[]> =>
  collect(offlineModel.stream(asked, new AbortController().signal));

const replyTo = async (message: string, more: Partial<ModelRequest> = {}) => {
  const events = await eventsOf(request(message, more));
  return {
    text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    signals: events.flatMap((event) => (event.type === 'signal' ? [event.signal] : [])),
    faqIds: events.flatMap((event) => (event.type === 'sources' ? event.faq_ids : [])),
  };
};

const offered = (language: 'en' | 'ja'): ChatMessage => ({ role: 'assistant', text: PHRASES[language].unknown });

describe('offline model', () => {
  test('a sure entry is read out, and said to be from the FAQ', async () => {
    const { text, signals, faqIds } = await replyTo('Is there parking?', { sources: [source(0.9)] });
    expect(text).toBe('From our FAQ:\nYes, 🚗 behind the building.');
    expect(signals).toEqual([]);
    expect(faqIds).toEqual(['Is there parking?']);
  });

  test.each([
    ['en', "I'm sorry, I don't know the answer to that. Shall I get a member of staff for you?"],
    ['ja', '申し訳ありませんが、わかりません。担当者におつなぎしましょうか？'],
    ['zh', '抱歉，这个问题我无法回答。需要为您转接工作人员吗？'],
    ['ko', '죄송하지만 잘 모르겠습니다. 담당자에게 연결해 드릴까요?'],
    ['fr', "I'm sorry, I don't know the answer to that. Shall I get a member of staff for you?"],
  ])('unsure in %s, it says that it does not know and offers a person', async (language, expected) => {
    const { text, signals, faqIds } = await replyTo('…', { sources: [source(0.49)], language });
    expect(text).toBe(expected);
    expect(signals).toEqual(['unanswered']);
    expect(faqIds).toEqual([]);
  });

  test('an entry without an answer is no answer', async () => {
    const blank = { ...source(1), entry: entry('Is there parking?', '  ') };
    expect((await replyTo('Is there parking?', { sources: [blank] })).signals).toEqual(['unanswered']);
  });

  test('whoever asks for a person is handed over, in their own language', async () => {
    expect(await replyTo('担当者と話したい', { sources: [source(0.9)] })).toMatchObject({
      text: PHRASES.ja.handoff,
      signals: ['handoff'],
    });
  });

  test('a yes to the offer hands over; a yes to nothing does not', async () => {
    const messages: ChatMessage[] = [offered('ja'), { role: 'user', text: 'はい、お願いします' }];
    expect((await replyTo('', { messages })).signals).toEqual(['handoff']);
    expect((await replyTo('はい、お願いします')).signals).toEqual(['unanswered']);
  });

  test('a no to the offer is taken politely', async () => {
    const messages: ChatMessage[] = [offered('en'), { role: 'user', text: 'No, thanks.' }];
    expect(await replyTo('', { messages })).toMatchObject({ text: PHRASES.en.declined, signals: [] });
  });

  test.each([
    ['Hello', PHRASES.en.greeting],
    ['ありがとうございます', PHRASES.ja.thanks],
    ['再见', PHRASES.zh.farewell],
  ])('"%s" gets a polite word and no entry', async (message, expected) => {
    const { text, signals, faqIds } = await replyTo(message, { sources: [source(0.9)] });
    expect([text, signals, faqIds]).toEqual([expected, [], []]);
  });

  test('it streams in pieces that never cut a character, counts no tokens, and ends with a stop', async () => {
    const events = await eventsOf(request('Is there parking?', { sources: [source(0.9)] }));
    const pieces = events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece).toBe(Buffer.from(piece).toString());
    expect(events.slice(-2)).toEqual([
      { type: 'usage', input_tokens: 0, output_tokens: 0 },
      { type: 'stop', reason: 'stop' },
    ]);
  });
});
