import { type BedrockServer, type ScriptedEvent, startBedrockServer } from '@frontdesk/vendors/bedrock';
import { SIGNAL_MARKS } from '../../src/models/signals';
import type { ChatMessage, ModelEvent, ModelRequest } from '../../src/types';
import { bedrockAt, GPT_OSS } from '../support/bedrock';
import { collect } from '../support/collect';
import { request } from '../support/scripted-model';

let server: BedrockServer;
beforeEach(async () => {
  server = await startBedrockServer();
});
afterEach(() => server.stop());

const eventsOf = (asked: ModelRequest = request(), model = bedrockAt(server)): Promise<ModelEvent[]> =>
  collect(model.stream(asked, new AbortController().signal));
const textOf = (events: readonly ModelEvent[]): string =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');
const sent = () => server.requests.at(-1)?.body;

const findFaq = { name: 'find_faq', description: 'Looks it up', parameters: { type: 'object' } };
const book = { name: 'book', description: 'Books', parameters: { type: 'object' } };

describe('an answer of Bedrock', () => {
  test('is streamed with its usage and its stop', async () => {
    server.behave({ kind: 'reply', text: 'はい、駐車場があります 🚗', usage: { inputTokens: 120, outputTokens: 9 } });
    const events = await eventsOf();
    expect(textOf(events)).toBe('はい、駐車場があります 🚗');
    expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(1);
    expect(events.slice(-2)).toEqual([
      { type: 'usage', input_tokens: 120, output_tokens: 9 },
      { type: 'stop', reason: 'stop' },
    ]);
  });

  test('counts what came from the prompt cache, and what went into it, as input', async () => {
    const usage = { inputTokens: 20, outputTokens: 9, cacheReadInputTokens: 64, cacheWriteInputTokens: 16 };
    server.behave({ kind: 'reply', text: 'Yes.', usage });
    expect(await eventsOf()).toContainEqual({ type: 'usage', input_tokens: 100, output_tokens: 9, cached_tokens: 64 });
  });

  test('whose usage makes no sense is kept', async () => {
    server.behave({ kind: 'reply', text: 'Yes.', usage: { inputTokens: -1, outputTokens: 1e300 } });
    const events = await eventsOf();
    expect(textOf(events)).toBe('Yes.');
    expect(events.filter(({ type }) => type === 'usage')).toEqual([]);
  });

  test('holds none of its reasoning, neither as blocks nor between tags in its text', async () => {
    const text = `<reasoning>The user asks…</reasoning>Yes, six. ${SIGNAL_MARKS.unanswered}`;
    server.behave({ kind: 'reply', reasoning: 'We should look.', text });
    const events = await eventsOf();
    expect(textOf(events)).toBe('Yes, six. ');
    expect(events).toContainEqual({ type: 'signal', signal: 'unanswered' });
    expect(JSON.stringify(events)).not.toMatch(/We should|The user/);
  });

  test('has its tool calls put together from their pieces', async () => {
    const toolUses = [
      { toolUseId: 'tooluse_a', name: 'book', input: '{"at":"2026-01-01T10:00","for":"佐藤"}' },
      { toolUseId: 'tooluse_b', name: 'find_faq', input: '' },
    ];
    server.behave({ kind: 'reply', text: 'One moment.', toolUses });
    const events = await eventsOf(request('', { tools: [findFaq, book] }));
    expect(events.filter(({ type }) => type === 'tool_call')).toEqual([
      { type: 'tool_call', id: 'tooluse_a', name: 'book', arguments: '{"at":"2026-01-01T10:00","for":"佐藤"}' },
      { type: 'tool_call', id: 'tooluse_b', name: 'find_faq', arguments: '{}' },
    ]);
    expect(events.at(-1)).toEqual({ type: 'stop', reason: 'tool_calls' });
  });

  test('that reasoned about a tool and calls none says which one', async () => {
    server.behave({ kind: 'reply', reasoning: 'We need to call find_faq.', text: 'Let me look.' });
    const events = await eventsOf(request('', { tools: [findFaq, book] }));
    expect(events.filter(({ type }) => type === 'uncalled')).toEqual([{ type: 'uncalled', tool: 'find_faq' }]);
  });

  test('with events that we do not know is read without them', async () => {
    const events: ScriptedEvent[] = [
      ['messageStart', { role: 'assistant' }],
      ['somethingNew', { a: 1 }],
      ['contentBlockDelta', { contentBlockIndex: 0, delta: { citation: {}, text: 'Yes.' } }],
      ['messageStop', { stopReason: 'end_turn', additionalModelResponseFields: {} }],
    ];
    server.behave({ kind: 'events', events });
    expect(await eventsOf()).toEqual([
      { type: 'text', text: 'Yes.' },
      { type: 'stop', reason: 'stop' },
    ]);
  });
});

describe('a request to Bedrock', () => {
  test('holds the prompt, the conversation and the tools, leaves room for reasoning, and chooses no tool', async () => {
    const call = { id: 'c1', name: 'find_faq', arguments: '{"q":"parking"}' };
    const messages: ChatMessage[] = [
      { role: 'user', text: 'Is there parking?' },
      { role: 'assistant', text: '', toolCalls: [call, { ...call, id: 'c2', arguments: 'not JSON' }] },
      { role: 'tool', toolCallId: 'c1', text: '[]' },
      { role: 'tool', toolCallId: 'c2', text: '' },
    ];
    await eventsOf(request('', { messages, tools: [findFaq], temperature: 2, maxOutputTokens: 77 }));
    expect(server.requests[0]?.path).toBe(`/model/${encodeURIComponent(GPT_OSS)}/converse-stream`);
    expect(server.requests[0]?.authorization).toContain('/us-west-2/bedrock/aws4_request');
    expect(sent()).toEqual({
      system: [{ text: 'system' }],
      messages: [
        { role: 'user', content: [{ text: 'Is there parking?' }] },
        {
          role: 'assistant',
          content: [
            { toolUse: { toolUseId: 'c1', name: 'find_faq', input: { q: 'parking' } } },
            { toolUse: { toolUseId: 'c2', name: 'find_faq', input: {} } },
          ],
        },
        {
          role: 'user',
          content: [
            { toolResult: { toolUseId: 'c1', content: [{ text: '[]' }] } },
            { toolResult: { toolUseId: 'c2', content: [] } },
          ],
        },
      ],
      inferenceConfig: { maxTokens: 77 + 1_024, temperature: 1 },
      toolConfig: {
        tools: [
          { toolSpec: { name: 'find_faq', description: 'Looks it up', inputSchema: { json: { type: 'object' } } } },
        ],
      },
    });
  });

  test('has the roles in turns, begins with the customer, and holds no blank text', async () => {
    const messages: ChatMessage[] = [
      { role: 'assistant', text: 'Welcome!' },
      { role: 'user', text: 'Hello?' },
      { role: 'assistant', text: ' ' },
      { role: 'user', text: 'Is there parking?' },
    ];
    await eventsOf(request('', { messages, system: '' }));
    expect(sent()).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hello?' }, { text: 'Is there parking?' }] }],
      inferenceConfig: { maxTokens: expect.any(Number) },
    });
  });

  test('names the tools that were called even if none is offered any more: Bedrock would refuse it otherwise', async () => {
    const messages: ChatMessage[] = [
      { role: 'user', text: 'Is there parking?' },
      { role: 'assistant', text: '', toolCalls: [{ id: 'c1', name: 'find_faq', arguments: '{}' }] },
      { role: 'tool', toolCallId: 'c1', text: '[]' },
    ];
    await eventsOf(request('', { messages }));
    expect(sent()).toMatchObject({ toolConfig: { tools: [{ toolSpec: { name: 'find_faq' } }] } });
  });
});

describe('reasoning in the tool loop', () => {
  /** Three rounds of a tool call each, as a loop makes them: what an answer says goes into the next request. */
  const threeRounds = async (model: string, signature?: string) => {
    const chat = bedrockAt(server, model);
    const messages: ChatMessage[] = [{ role: 'user', text: 'Is there parking?' }];
    const said: string[] = [];
    for (let round = 1; round <= 4; round += 1) {
      const toolUses = round < 4 ? [{ toolUseId: `t${round}`, name: 'find_faq', input: '{}' }] : [];
      server.behave({
        ...{ kind: 'reply', reasoning: `Thought ${round}.`, text: `Said ${round}.`, toolUses },
        ...(signature !== undefined && { signature }),
      });
      const events = await eventsOf(request('', { messages, tools: [findFaq] }), chat);
      said.push(textOf(events));
      messages.push({
        role: 'assistant',
        text: textOf(events),
        toolCalls: events.flatMap((event) => (event.type === 'tool_call' ? [event] : [])),
        reasoning: events.flatMap((event) => (event.type === 'reasoning' ? [event] : [])),
      });
      messages.push({ role: 'tool', toolCallId: `t${round}`, text: '[]' });
    }
    return said.join(' ');
  };

  test('is dropped when it is not signed, and never said, in three rounds', async () => {
    expect(await threeRounds(GPT_OSS)).toBe('Said 1. Said 2. Said 3. Said 4.');
    expect(JSON.stringify(sent())).not.toMatch(/Thought|reasoning/);
  });

  test('is not sent back to GPT-OSS even if it is signed: it would refuse the request', async () => {
    expect(await threeRounds(GPT_OSS, 'c2ln')).toBe('Said 1. Said 2. Said 3. Said 4.');
    expect(JSON.stringify(sent())).not.toMatch(/Thought|reasoning/);
  });

  test('that is signed goes back, first in its message, to a model that takes it', async () => {
    const claude = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(await threeRounds(claude, 'c2ln')).toBe('Said 1. Said 2. Said 3. Said 4.');
    const { messages } = sent() as { messages: { role: string; content: object[] }[] };
    const first = messages.filter(({ role }) => role === 'assistant').map(({ content }) => content[0]);
    expect(first).toEqual(
      [1, 2, 3].map((round) => ({
        reasoningContent: { reasoningText: { text: `Thought ${round}.`, signature: 'c2ln' } },
      })),
    );
  });

  test('goes to no other model than the one that signed it', async () => {
    const signed = { model: 'bedrock:anthropic.another', text: 'Thought.', signature: 'c2ln' };
    const messages: ChatMessage[] = [
      { role: 'user', text: 'Is there parking?' },
      { role: 'assistant', text: 'Yes.', reasoning: [signed] },
      { role: 'user', text: 'Where?' },
    ];
    await eventsOf(request('', { messages }), bedrockAt(server, 'anthropic.claude'));
    expect(JSON.stringify(sent())).not.toContain('Thought');
  });
});
