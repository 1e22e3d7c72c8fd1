import { openAiEmbedder } from '../src/models/embeddings';
import { AssistantUnavailable } from '../src/models/fallback';
import { offlineModel } from '../src/models/offline';
import { PHRASES } from '../src/models/offline-phrases';
import { buildIndex } from '../src/retrieval/faq-index';
import { runTurn, streamTurn, type TurnInput } from '../src/turn';
import type { ChatModel } from '../src/types';
import { collect } from './support/collect';
import { entry } from './support/entries';
import { scriptedModel, stop, text } from './support/scripted-model';

const faq = buildIndex([
  entry('Is there parking at the clinic?', 'Yes, six free spaces.', { faq_id: 'parking' }),
  entry('Are you open on Sundays?', 'No, we are closed on Sundays.', { faq_id: 'sundays' }),
  entry('How much is a filling?', 'From 95.', { faq_id: 'filling' }),
  entry('営業時間を教えてください', '10時から20時までです。', { faq_id: 'eigyo' }),
]);

const input = (message: string, more: Partial<TurnInput> = {}): TurnInput => ({
  message,
  history: [],
  faq,
  settings: { models: ['offline'], languages: ['en'] },
  deadline: Date.now() + 5_000,
  ...more,
});

const deps = (...models: ChatModel[]) => ({
  models: new Map([offlineModel, ...models].map((model) => [model.name, model])),
  now: Date.now,
});

const withModels = (...names: string[]): Partial<TurnInput> => ({ settings: { models: names, languages: ['en'] } });

describe('a turn', () => {
  test("offline: the answer is the FAQ's, with the entry it rests on", async () => {
    expect(await runTurn(input('Where can I park?'), deps())).toEqual({
      reply: 'From our FAQ:\nYes, six free spaces.',
      sources: [{ faq_id: 'parking', question: 'Is there parking at the clinic?', score: expect.any(Number) }],
      tool_calls: [],
      handoff: false,
      model: 'offline',
      usage: { input_tokens: 0, output_tokens: 0 },
      uncalled: [],
      unanswered: false,
      language: 'en',
      failed: [],
    });
  });

  test('offline: the longest answer that a FAQ can hold is read out whole', async () => {
    const answer = 'x'.repeat(16 * 1024);
    const long = buildIndex([entry('Is there parking?', answer)]);
    expect((await runTurn(input('Is there parking?', { faq: long }), deps())).reply).toBe(`From our FAQ:\n${answer}`);
  });

  test('offline: what the FAQ does not hold is unanswered, rests on nothing, and offers a person', async () => {
    const result = await runTurn(input('宇宙旅行はできますか？'), deps());
    expect(result).toMatchObject({
      reply: PHRASES.ja.unknown,
      sources: [],
      unanswered: true,
      handoff: false,
      language: 'ja',
    });
  });

  test('offline: accepting the offer hands over', async () => {
    const history = [
      { role: 'user', text: 'Do you sell pizza?' },
      { role: 'assistant', text: PHRASES.en.unknown },
    ] as const;
    expect(await runTurn(input('yes please', { history }), deps())).toMatchObject({ handoff: true, unanswered: false });
  });

  test('a model gets the best entries, the conversation and the settings', async () => {
    const model = scriptedModel('m', [
      text('Six spaces.'),
      { type: 'usage', input_tokens: 50, output_tokens: 3 },
      stop,
    ]);
    const history = [{ role: 'user', text: 'Hello' }] as const;
    const settings = { models: ['m', 'offline'], languages: ['en'], temperature: 0.4, display_name: 'Acme' };
    const result = await runTurn(
      input('Is there parking?', { history, settings, systemPrompt: 'Be brief.' }),
      deps(model),
    );
    expect(result).toMatchObject({ reply: 'Six spaces.', model: 'm', usage: { input_tokens: 50, output_tokens: 3 } });
    expect(result.sources[0]?.faq_id).toBe('parking');
    const asked = model.asked[0]?.request;
    expect(asked).toMatchObject({ tools: [], language: 'en', temperature: 0.4 });
    expect(asked?.messages).toEqual([...history, { role: 'user', text: 'Is there parking?' }]);
    for (const part of ['Be brief.', 'Yes, six free spaces.', 'Acme']) expect(asked?.system).toContain(part);
    expect(result.sources.map(({ faq_id }) => faq_id)).toEqual(asked?.sources.map((source) => source.entry.faq_id));
  });

  test('a follow-up is looked up together with what was asked before', async () => {
    const model = scriptedModel('m', [text('No.'), stop]);
    const history = [
      { role: 'user', text: 'How much is a filling?' },
      { role: 'assistant', text: 'From 95.' },
    ] as const;
    const result = await runTurn(input('And for a large one?', { history, ...withModels('m') }), deps(model));
    expect(result.sources.map(({ faq_id }) => faq_id)).toContain('filling');
  });

  test('a follow-up is no answer offline: what was asked before says nothing of it', async () => {
    const history = [{ role: 'user', text: 'How much is a filling?' }] as const;
    expect((await runTurn(input('And for a gold one?', { history }), deps())).unanswered).toBe(true);
  });

  test('what a model marks as unanswered or as handed over is told, and not shown', async () => {
    const model = scriptedModel('m', [
      text('I do not know.'),
      { type: 'signal', signal: 'unanswered' },
      { type: 'signal', signal: 'handoff' },
      stop,
    ]);
    expect(await runTurn(input('x', withModels('m')), deps(model))).toMatchObject({
      reply: 'I do not know.',
      unanswered: true,
      handoff: true,
    });
  });

  test('usage that a vendor does not report is estimated', async () => {
    const { usage } = await runTurn(
      input('x', withModels('m')),
      deps(scriptedModel('m', [text('Yes, there is.'), stop])),
    );
    expect(usage.input_tokens).toBeGreaterThan(100);
    expect(usage.output_tokens).toBe(4);
  });

  test("a model that fails is followed by the next in the tenant's list, and the log learns why", async () => {
    const broken = scriptedModel('broken', [text('Six sp'), new Error('reset')]);
    const turn = input('Is there parking?', withModels('broken', 'unheard-of', 'offline'));
    const events = await collect(streamTurn(turn, deps(broken)));
    const drafts = events.flatMap((event) => (event.type === 'text' ? [event] : []));
    const last = drafts
      .filter(({ attempt }) => attempt === 2)
      .map((event) => event.text)
      .join('');
    expect(last).toBe('From our FAQ:\nYes, six free spaces.');
    expect(events.at(-1)).toMatchObject({
      type: 'result',
      result: { model: 'offline', reply: last, failed: [{ model: 'broken', failure: 'error' }] },
    });
  });

  test('if no model answers, the turn fails with what each of them did', async () => {
    const broken = scriptedModel('broken', [new Error('reset')]);
    await expect(runTurn(input('x', withModels('broken')), deps(broken))).rejects.toThrow(AssistantUnavailable);
    await expect(runTurn(input('x', withModels('unheard-of')), deps())).rejects.toThrow(AssistantUnavailable);
  });

  test('an embedder that fails costs nothing but its place', async () => {
    const withVectors = buildIndex([
      entry('Is there parking?', 'Yes.', { embedding: { embedder: 'nomic', vector: [1, 0] } }),
    ]);
    const embedder = openAiEmbedder({ apiKey: async () => 'x', baseUrl: 'http://127.0.0.1:1/v1', model: 'nomic' });
    const result = await runTurn(input('Is there parking?', { faq: withVectors }), { ...deps(), embedder });
    expect(result).toMatchObject({ reply: 'From our FAQ:\nYes.', failed: [{ model: embedder.id, failure: 'error' }] });
  });

  test('an entry that shares only its meaning with the message reaches the model', async () => {
    const withVectors = buildIndex([
      entry('Is there parking?', 'Yes.', { faq_id: 'p', embedding: { embedder: 'e', vector: [1, 0] } }),
    ]);
    const embedder = { id: 'e', embed: async () => [[0.9, 0.1]] };
    const model = scriptedModel('m', [text('Yes.'), stop]);
    const turn = input('velocipede', { faq: withVectors, ...withModels('m') });
    expect((await runTurn(turn, { ...deps(model), embedder })).sources).toMatchObject([{ faq_id: 'p' }]);
  });

  test('an aborted turn throws the reason', async () => {
    const turn = input('x', { ...withModels('m', 'offline'), signal: AbortSignal.abort(new Error('gone')) });
    await expect(runTurn(turn, deps(scriptedModel('m', ['silence'])))).rejects.toThrow('gone');
  });
});
