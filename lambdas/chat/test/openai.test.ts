import { type ApiAnswer, api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import type { TemporaryStack } from '@frontdesk/testkit/temporary-stack';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import { type Behaviour, type OpenAiServer, startOpenAiServer } from '@frontdesk/vendors/openai';

let server: OpenAiServer;
let stack: TemporaryStack;
/** For a tenant that lists openai, then offline, as tenants do by default. */
let token: string;
/** For a tenant that lists only openai. */
let alone: string;

beforeAll(async () => {
  server = await startOpenAiServer();
  stack = await startOwnStack({ openai: { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test' } });
  const only = freshTenant('alone');
  await putSettings(only, { models: ['openai'] });
  [{ id: token }, { id: alone }] = await Promise.all([staffOf(freshTenant('openai')), staffOf(only)]);
  await api('POST /faq', { token, body: { question: 'Is there parking?', answer: 'Behind the house.' } });
});
afterAll(async () => {
  await stack.close();
  await server.stop();
});

const ask = (message: string, more: object = {}, by = token): Promise<ApiAnswer> =>
  api('POST /chat', { token: by, body: { message, ...more } });

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** What the model was sent last. */
const lastPrompt = (): ChatRequest => {
  const found = server.requests.findLast(({ path }) => path === '/v1/chat/completions');
  return found?.body as unknown as ChatRequest;
};
const systemPrompt = (): string => lastPrompt().messages.find(({ role }) => role === 'system')?.content ?? '';

const messagesOf = async (session: string, by: string): Promise<string[]> => {
  const { body } = await api(`GET /chat/sessions/${session}/messages`, { token: by });
  return body.messages.map(({ role, text }: { role: string; text: string }) => `${role}: ${text}`);
};

describe('with a model server', () => {
  test("the reply is the server's, and the answer says which model spoke and what it cost", async () => {
    const usage = { input: 812, output: 9, cached: 640 };
    server.behave({ kind: 'reply', text: 'Yes, right behind the house.', usage });
    const { status, body } = await ask('Is there parking?');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reply: 'Yes, right behind the house.',
      model: 'openai:gpt-test',
      sources: [{ question: 'Is there parking?' }],
      usage: { input_tokens: 812, output_tokens: 9, cached_tokens: 640 },
    });
    expect(server.requests.at(-1)?.authorization).toBe('Bearer sk-test');
    expect(lastPrompt().model).toBe('gpt-test');
  });

  test('the prompt holds the conversation so far, in order, and the message last', async () => {
    server.behave({ kind: 'reply', text: 'Good morning.' }, { kind: 'reply', text: 'Until six.' });
    await ask('Hello there', { session_id: 'conversation' });
    await ask('How late are you open?', { session_id: 'conversation' });
    expect(lastPrompt().messages.slice(1)).toEqual([
      { role: 'user', content: 'Hello there' },
      { role: 'assistant', content: 'Good morning.' },
      { role: 'user', content: 'How late are you open?' },
    ]);
  });

  test('a question that the model marks as unanswered is kept for the staff, and the customer never sees the mark', async () => {
    server.behave({ kind: 'reply', text: 'I do not know that. [[unanswered]]' });
    const { body } = await ask('Do you repair wind instruments?');
    expect(body.reply).toBe('I do not know that.');
    const { body: unanswered } = await api('GET /faq/unanswered', { token });
    expect(unanswered.groups.map(({ question }: { question: string }) => question)).toContain(
      'Do you repair wind instruments?',
    );
  });
});

describe('a prompt over a large FAQ', () => {
  const entries = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => ({
      question: `What does treatment number ${from + i} cost?`,
      answer: `Treatment ${from + i} costs ${from + i} dollars. ${'It takes an hour and needs no preparation. '.repeat(6)}`,
    }));

  test('holds the best entries, and is as large with 5,000 entries as with 50', async () => {
    const { id: by } = await staffOf(freshTenant('large'));
    server.behave({ kind: 'reply', text: 'ok' });
    const promptFor = async (number: number): Promise<string> => {
      await ask(`What does treatment number ${number} cost?`, {}, by);
      return systemPrompt();
    };
    await api('POST /faq/import', { token: by, body: { entries: entries(0, 50) } });
    const small = await promptFor(42);
    expect(small).toContain('Treatment 42 costs');

    let from: number | null = 1;
    const rest = entries(50, 5_000);
    while (from !== null) {
      const { body }: ApiAnswer = await api(`POST /faq/import?from_row=${from}`, {
        token: by,
        body: { entries: rest },
      });
      from = body.next_row;
    }
    // After so large an import the next turns answer from the index as far as it has come.
    let large = await promptFor(4_242);
    for (let turns = 1; turns < 100 && !large.includes('Treatment 4242 costs'); turns += 1)
      large = await promptFor(4_242);
    expect(large).toContain('Treatment 4242 costs');
    expect(large.match(/Treatment \d+ costs/gu)?.length).toBeLessThanOrEqual(5);
    expect(large.length).toBeLessThan(small.length * 1.05);
  });
});

describe('a model server that fails', () => {
  const FAQ_ANSWER = 'From our FAQ:\nBehind the house.';

  const failures: [string, Behaviour][] = [
    ['answers 500', { kind: 'status', status: 500 }],
    ['answers 429 and asks for a minute', { kind: 'status', status: 429, headers: { 'retry-after': '60' } }],
    ['refuses the key', { kind: 'status', status: 401 }],
    ['streams garbage', { kind: 'raw', body: 'data: {"choices": "none"}\n\ndata: [DONE]\n\n' }],
    ['streams what is no JSON', { kind: 'raw', body: 'data: <html>\n\n' }],
    ['answers a web page', { kind: 'raw', body: '<html>Bad gateway</html>', contentType: 'text/html' }],
    ['answers nothing', { kind: 'reply', text: '' }],
    ['answers blanks', { kind: 'reply', text: ' \n\u200b ' }],
    ['ends half-way', { kind: 'half', text: 'There is a ' }],
    ['breaks off half-way', { kind: 'half', text: 'There is a ', broken: true }],
    ['withholds its answer', { kind: 'reply', text: 'There is a ', finishReason: 'content_filter' }],
  ];

  test.each(failures)('%s: the next model answers at once, and says that it spoke', async (_name, behaviour) => {
    server.behave(behaviour);
    const begun = Date.now();
    const { status, body } = await ask('Is there parking?');
    expect([status, body.model, body.reply]).toEqual([200, 'offline', FAQ_ANSWER]);
    // Two tries of the first model, with its SDK's pause between them.
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  test.each(failures)(
    '%s, and no other model is listed: a clear 502, and the message is kept',
    async (name, behaviour) => {
      server.behave(behaviour);
      const session = name.replaceAll(/\W/g, '-');
      const { status, body, headers } = await ask('Is there parking?', { session_id: session }, alone);
      expect([status, body.code]).toEqual([502, 'assistant_unavailable']);
      expect(headers.get('retry-after')).toBe('5');
      expect(await messagesOf(session, alone)).toEqual(['user: Is there parking?']);
    },
  );

  test('hangs: the next model answers within the deadline; if no other is listed, a 504, and the message is kept', async () => {
    server.behave({ kind: 'hang' });
    const begun = Date.now();
    const [listed, lone] = await Promise.all([
      ask('Is there parking?', { session_id: 'hung' }),
      ask('Is there parking?', { session_id: 'hung' }, alone),
    ]);
    expect(Date.now() - begun).toBeLessThan(25_000);
    expect([listed.status, listed.body.model, listed.body.reply]).toEqual([200, 'offline', FAQ_ANSWER]);
    expect([lone.status, lone.body.code]).toEqual([504, 'assistant_timeout']);
    expect(await messagesOf('hung', alone)).toEqual(['user: Is there parking?']);
    expect(server.requests.slice(-2).every(({ abandoned }) => abandoned())).toBe(true);
  });

  test('is stopped half-way through its stream: the next model answers within the deadline', async () => {
    server.behave({ kind: 'stall', text: 'There is a car park behi' });
    const before = server.requests.length;
    const begun = Date.now();
    const asked = ask('Is there parking?', { session_id: 'stopped' });
    while (server.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 10));
    await server.stop();
    const { status, body } = await asked;
    expect([status, body.model, body.reply]).toEqual([200, 'offline', FAQ_ANSWER]);
    expect(Date.now() - begun).toBeLessThan(25_000);
    expect(await messagesOf('stopped', token)).toEqual(['user: Is there parking?', `assistant: ${FAQ_ANSWER}`]);

    const gone = await ask('Is there parking?', { session_id: 'gone' }, alone);
    expect([gone.status, gone.body.code]).toEqual([502, 'assistant_unavailable']);
    server = await startOpenAiServer(Number(new URL(server.baseUrl).port));
    server.behave({ kind: 'reply', text: 'Back again.' });
    expect((await ask('Is there parking?', { session_id: 'gone' }, alone)).body.reply).toBe('Back again.');
    // What was asked while nobody answered is part of the conversation.
    expect(
      lastPrompt()
        .messages.slice(1)
        .map(({ content }) => content),
    ).toEqual(['Is there parking?', 'Is there parking?']);
  });
});
