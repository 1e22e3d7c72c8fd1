import { type OpenAiServer, startOpenAiServer } from '@frontdesk/vendors/openai';
import { AssistantUnavailable, type ModelReply, streamWithFallback } from '../../src/models/fallback';
import { offlineModel } from '../../src/models/offline';
import { openAiModel } from '../../src/models/openai';
import { SIGNAL_MARKS } from '../../src/models/signals';
import type { ChatModel, ModelEvent, ModelRequest } from '../../src/types';
import { collect } from '../support/collect';
import { request } from '../support/scripted-model';

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.stop());

const model = (more: Partial<Parameters<typeof openAiModel>[0]> = {}): ChatModel =>
  openAiModel({ model: 'gpt-test', apiKey: async () => 'sk-test', baseUrl: server.baseUrl, ...more });

const eventsOf = (asked: ModelRequest, chat = model()): Promise<ModelEvent[]> =>
  collect(chat.stream(asked, new AbortController().signal));

const textOf = (events: readonly ModelEvent[]): string =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');

/** What the chain makes of it, with the offline model behind. */
const replyOf = async (models: readonly ChatModel[]): Promise<ModelReply> => {
  const options = { deadline: Date.now() + 10_000, now: Date.now, firstWord: 300, nextWord: 300 };
  for await (const event of streamWithFallback(models, request(), options))
    if (event.type === 'reply') return event.reply;
  throw new Error('no reply');
};

describe('OpenAI model', () => {
  test('an answer is streamed with its usage, cached tokens included, and a stop', async () => {
    server.behave({ kind: 'reply', text: 'はい、駐車場があります 🚗', usage: { input: 120, output: 9, cached: 64 } });
    const events = await eventsOf(request());
    expect(textOf(events)).toBe('はい、駐車場があります 🚗');
    expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(1);
    expect(events.slice(-2)).toEqual([
      { type: 'usage', input_tokens: 120, output_tokens: 9, cached_tokens: 64 },
      { type: 'stop', reason: 'stop' },
    ]);
  });

  test('the request holds the prompt, the conversation, the limits and the key', async () => {
    const tools = [{ name: 'find_faq', description: 'Looks it up', parameters: { type: 'object' } }];
    const call = { id: 'c1', name: 'find_faq', arguments: '{"q":"parking"}' };
    const messages: ModelRequest['messages'] = [
      { role: 'user', text: 'Is there parking?' },
      { role: 'assistant', text: '', toolCalls: [call] },
      { role: 'tool', toolCallId: 'c1', text: '[]' },
    ];
    await eventsOf(request('', { messages, tools, temperature: 0.2, maxOutputTokens: 77 }));
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.authorization).toBe('Bearer sk-test');
    expect(server.requests[0]?.body).toEqual({
      model: 'gpt-test',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 77,
      temperature: 0.2,
      messages: [
        { role: 'system', content: 'system' },
        { role: 'user', content: 'Is there parking?' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find_faq', arguments: '{"q":"parking"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '[]' },
      ],
      tools: [{ type: 'function', function: tools[0] }],
    });
  });

  test('what is not set is not sent', async () => {
    await eventsOf(request());
    expect(Object.keys(server.requests[0]?.body ?? {}).sort()).toEqual(
      ['max_tokens', 'messages', 'model', 'stream', 'stream_options'].sort(),
    );
  });

  test('tool calls are put together from their pieces, and named where the server does not', async () => {
    const toolCalls = [
      { id: 'call_a', name: 'book', arguments: '{"at":"2026-01-01T10:00","for":"佐藤"}' },
      { name: 'find_faq', arguments: '{}' },
    ];
    server.behave({ kind: 'reply', text: '', toolCalls });
    const events = await eventsOf(request());
    expect(events.filter(({ type }) => type === 'tool_call')).toEqual([
      { type: 'tool_call', ...toolCalls[0] },
      { type: 'tool_call', id: 'call_1', name: 'find_faq', arguments: '{}' },
    ]);
    expect(events.at(-1)).toEqual({ type: 'stop', reason: 'tool_calls' });
  });

  test('marks at the end of an answer become signals', async () => {
    server.behave({ kind: 'reply', text: `I do not know. ${SIGNAL_MARKS.unanswered}` });
    const events = await eventsOf(request());
    expect(textOf(events)).toBe('I do not know. ');
    expect(events).toContainEqual({ type: 'signal', signal: 'unanswered' });
  });

  test('a key that was rotated is used for the next request', async () => {
    let key = 'old';
    const chat = model({ apiKey: async () => key });
    await eventsOf(request(), chat);
    key = 'new';
    await eventsOf(request(), chat);
    expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  test('a passing error is tried once more', async () => {
    server.behave({ kind: 'status', status: 500 }, { kind: 'reply', text: 'back again' });
    expect(textOf(await eventsOf(request()))).toBe('back again');
    expect(server.requests).toHaveLength(2);
  });

  test('a lasting error is tried twice and no more', async () => {
    server.behave({ kind: 'status', status: 503 });
    await expect(eventsOf(request())).rejects.toThrow('503');
    expect(server.requests).toHaveLength(2);
  });

  test('429 with a short Retry-After is waited for', async () => {
    server.behave({ kind: 'status', status: 429, headers: { 'retry-after': '0.05' } }, { kind: 'reply', text: 'ok' });
    expect(textOf(await eventsOf(request()))).toBe('ok');
  });

  test.each(['30', 'Wed, 21 Oct 2065 07:28:00 GMT'])('429 with Retry-After: %s fails at once', async (retryAfter) => {
    server.behave({ kind: 'status', status: 429, headers: { 'retry-after': retryAfter } });
    await expect(eventsOf(request())).rejects.toThrow('429');
    // A second one would come only after the wait that it asks for, which is longer than a test may take.
    expect(server.requests).toHaveLength(1);
  });

  test('an abort closes the connection', async () => {
    server.behave({ kind: 'stall', text: 'Yes, th' });
    const controller = new AbortController();
    for await (const event of model().stream(request(), controller.signal))
      if (event.type === 'text') controller.abort();
    const deadline = Date.now() + 5_000;
    while (!server.requests[0]?.abandoned() && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.requests[0]?.abandoned()).toBe(true);
  });
});

describe('a chain with an OpenAI model', () => {
  const chunk = (more: object): string => `data: ${JSON.stringify(more)}\n\n`;

  test.each([
    ['an error', { kind: 'status', status: 500 }, 'error'],
    ['a refused key', { kind: 'status', status: 401 }, 'error'],
    ['no answer', { kind: 'hang' }, 'timeout'],
    ['half a stream and silence', { kind: 'stall', text: 'Yes, th' }, 'timeout'],
    ['half a stream and its end', { kind: 'half', text: 'Yes, th' }, 'incomplete'],
    ['half a stream and a broken connection', { kind: 'half', text: 'Yes, th', broken: true }, 'error'],
    ['an empty answer', { kind: 'reply', text: '' }, 'blank'],
    ['a withheld answer', { kind: 'reply', text: 'Yes', finishReason: 'content_filter' }, 'filtered'],
    ['events that are no JSON', { kind: 'raw', body: 'data: {"choi\n\ndata: <html>\n\n' }, 'error'],
    ['JSON of another shape', { kind: 'raw', body: chunk({ hello: 'world' }) }, 'error'],
    ['text that is no text', { kind: 'raw', body: chunk({ choices: [{ delta: { content: 7 } }] }) }, 'error'],
    ['an error within the stream', { kind: 'raw', body: chunk({ error: { message: 'overloaded' } }) }, 'error'],
    ['a web page', { kind: 'raw', body: '<html>Sign in</html>', contentType: 'text/html' }, 'incomplete'],
    ['nothing', { kind: 'raw', body: '' }, 'incomplete'],
  ] as const)('%s is answered by the next model', async (_, behaviour, failure) => {
    server.behave(behaviour);
    const reply = await replyOf([model({ maxRetries: 0 }), offlineModel]);
    expect(reply.model).toBe('offline');
    expect(reply.failed).toEqual([expect.objectContaining({ model: 'openai:gpt-test', failure })]);
  });

  test('nobody listening is a failure, not a hang', async () => {
    const closed = await startOpenAiServer();
    await closed.stop();
    const failed = await replyOf([model({ baseUrl: closed.baseUrl, maxRetries: 0 })]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(AssistantUnavailable);
  });
});
