import { type OpenAiServer, startOpenAiServer } from '@frontdesk/vendors/openai';
import { offlineModel } from '../../src/models/offline';
import { openAiModel } from '../../src/models/openai';
import { buildIndex } from '../../src/retrieval/faq-index';
import { streamTurn, type TurnEvent, type TurnResult } from '../../src/turn';
import { collect } from '../support/collect';
import { entry } from '../support/entries';

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.stop());

const faq = buildIndex([entry('Is there parking?', 'Yes, six free spaces.')]);

/** A turn with the server's model, and the offline one behind it. */
const turn = async (): Promise<{ readonly deltas: readonly string[]; readonly result: TurnResult }> => {
  const model = openAiModel({ model: 'odd', apiKey: async () => 'sk', baseUrl: server.baseUrl, maxRetries: 0 });
  const models = new Map([offlineModel, model].map((each) => [each.name, each]));
  const settings = { models: [model.name, offlineModel.name], languages: ['en'] };
  const input = { message: 'Is there parking?', history: [], faq, settings, deadline: Date.now() + 20_000 };
  const events: TurnEvent[] = await collect(streamTurn(input, { models, now: Date.now }));
  const last = events.at(-1);
  if (last?.type !== 'result') throw new Error('a turn ends with its result');
  return { deltas: events.flatMap((event) => (event.type === 'text' ? [event.text] : [])), result: last.result };
};

const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: object, finish_reason: string | null = null): string =>
  data({ choices: [{ delta: content, finish_reason }] });
const raw = (...events: string[]) => ({ kind: 'raw', body: events.join('') }) as const;
const STOP = delta({}, 'stop');

describe('a model whose answer is odd', () => {
  test('half a surrogate pair is neither streamed nor kept', async () => {
    server.behave({ kind: 'reply', text: 'bad \ud83d emoji' });
    const { deltas, result } = await turn();
    expect(result).toMatchObject({ model: 'openai:odd', reply: 'bad \ufffd emoji' });
    expect(deltas.every((piece) => piece.isWellFormed())).toBe(true);
  });

  test('a surrogate pair that comes in two chunks is one character', async () => {
    server.behave(raw(delta({ content: 'park \ud83d' }), delta({ content: '\ude97 here \ud83d' }), STOP));
    const { deltas, result } = await turn();
    expect(result.reply).toBe('park 🚗 here \ufffd');
    expect(deltas).toEqual(['park ', '🚗 here ', '\ufffd']);
  });

  test('control characters are neither streamed nor kept', async () => {
    server.behave(raw(delta({ content: 'Yes,\0 \u202esix\u202c\r\n' }), delta({ content: '\x1b\tspaces' }), STOP));
    const { deltas, result } = await turn();
    expect(result.reply).toBe('Yes, six\n\tspaces');
    expect(deltas).toEqual(['Yes, six\n', '\tspaces']);
  });

  test.each([
    ['a text that never ends', () => raw(...Array<string>(60_000).fill(delta({ content: 'blah '.repeat(20) })), STOP)],
    ['an event whose line never ends', () => raw(`data: ${'x'.repeat(20_000_000)}`)],
    ['half a megabyte at once', () => raw(delta({ content: 'x'.repeat(500_000) }), STOP)],
    [
      'control characters without end',
      () => raw(...Array<string>(40).fill(delta({ content: '\0'.repeat(1_000) })), STOP),
    ],
    [
      'arguments that never end',
      () =>
        raw(
          ...Array<string>(60_000).fill(
            delta({ tool_calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: '0'.repeat(100) } }] }),
          ),
          STOP,
        ),
    ],
    [
      'calls that never end',
      () => raw(delta({ tool_calls: Array.from({ length: 40_000 }, (_, index) => ({ index })) }), STOP),
    ],
  ])('%s is given up, and the next model answers', async (_, behaviour) => {
    server.behave(behaviour());
    const { deltas, result } = await turn();
    expect(result).toMatchObject({ model: 'offline', reply: expect.stringContaining('six free spaces') });
    expect(result.failed).toEqual([expect.objectContaining({ model: 'openai:odd', failure: 'garbage' })]);
    expect(deltas.join('').length).toBeLessThan(40_000);
  });

  test('an answer that never ends has its connection closed', async () => {
    server.behave({ kind: 'stall', text: 'blah '.repeat(20_000) });
    expect((await turn()).result.failed).toMatchObject([{ failure: 'garbage' }]);
    const deadline = Date.now() + 5_000;
    while (!server.requests[0]?.abandoned() && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.requests[0]?.abandoned()).toBe(true);
  });

  test('a long answer within its limit is kept whole', async () => {
    const text = `Yes. ${'はい。'.repeat(4_000)}`;
    server.behave({ kind: 'reply', text });
    expect((await turn()).result).toMatchObject({ model: 'openai:odd', reply: text });
  });

  test.each([
    ['too large', '{"prompt_tokens":12,"completion_tokens":1e300}'],
    ['too large for any number', '{"prompt_tokens":12,"completion_tokens":1e999}'],
    ['negative', '{"prompt_tokens":-5,"completion_tokens":3}'],
    ['a fraction', '{"prompt_tokens":12,"completion_tokens":0.5}'],
    ['a text', '{"prompt_tokens":"12","completion_tokens":"3"}'],
    ['no object', '"12"'],
  ])('usage that is %s is estimated instead', async (_, usage) => {
    server.behave(raw(delta({ content: 'Six spaces.' }), STOP, `data: {"choices":[],"usage":${usage}}\n\n`));
    const { result } = await turn();
    expect(result).toMatchObject({ model: 'openai:odd', reply: 'Six spaces.', failed: [] });
    expect(result.usage).toEqual({ input_tokens: expect.any(Number), output_tokens: expect.any(Number) });
    for (const count of Object.values(result.usage)) {
      expect(Number.isSafeInteger(count)).toBe(true);
      expect(count).toBeGreaterThan(0);
    }
    expect(result.usage.input_tokens).toBeGreaterThan(12);
  });

  test('cached tokens that make no sense are left out of the usage', async () => {
    const usage = { prompt_tokens: 12, completion_tokens: 3, prompt_tokens_details: { cached_tokens: -1 } };
    server.behave(raw(delta({ content: 'Six spaces.' }), STOP, data({ choices: [], usage })));
    expect((await turn()).result.usage).toEqual({ input_tokens: 12, output_tokens: 3 });
  });
});
