import { type BedrockServer, type Behaviour, type ScriptedEvent, startBedrockServer } from '@frontdesk/vendors/bedrock';
import { type ModelReply, streamWithFallback } from '../../src/models/fallback';
import { offlineModel } from '../../src/models/offline';
import type { ModelRequest } from '../../src/types';
import { bedrockAt, GPT_OSS } from '../support/bedrock';
import { request } from '../support/scripted-model';

let server: BedrockServer;
beforeEach(async () => {
  server = await startBedrockServer();
});
afterEach(() => server.stop());

const findFaq = { name: 'find_faq', description: 'Looks it up', parameters: { type: 'object' } };
const withTool = request('Is there parking?', { tools: [findFaq] });

/** What the chain makes of Bedrock's model, with the offline one behind it. */
const replyOf = async (asked: ModelRequest = request(), firstWord = 10_000): Promise<ModelReply> => {
  const options = { deadline: Date.now() + 20_000, now: Date.now, firstWord, nextWord: 300 };
  for await (const event of streamWithFallback([bedrockAt(server), offlineModel], asked, options)) {
    if (event.type === 'reply') return event.reply;
  }
  throw new Error('no reply');
};

const delta = (members: object): ScriptedEvent => ['contentBlockDelta', { contentBlockIndex: 0, delta: members }];
const stop: ScriptedEvent = ['messageStop', { stopReason: 'end_turn' }];
const events = (...list: ScriptedEvent[]): Behaviour => ({ kind: 'events', events: list });
const partial = [{ toolUseId: 't', name: 'find_faq', input: '{"q":"par' }];

describe('the next model answers', () => {
  test.each<[string, Behaviour, string]>([
    ['after an error', { kind: 'refusal', name: 'InternalServerException', status: 500 }, 'error'],
    ['without access to the model', { kind: 'refusal', name: 'AccessDeniedException', status: 403 }, 'error'],
    ['when the model is unknown in the Region', { kind: 'refusal', name: 'ValidationException', status: 400 }, 'error'],
    ['after a throttle', { kind: 'refusal', name: 'ThrottlingException', status: 429 }, 'error'],
    ['when the model is not ready', { kind: 'refusal', name: 'ModelNotReadyException', status: 429 }, 'error'],
    ['after a model timeout', { kind: 'refusal', name: 'ModelTimeoutException', status: 408 }, 'error'],
    ['after an exception within the stream', { kind: 'exception', text: 'Yes', name: 'throttlingException' }, 'error'],
    ['after a stream that ends in a message', { kind: 'cut', text: 'Yes, th' }, 'error'],
    ['after a stream that breaks in a message', { kind: 'cut', text: 'Yes, th', broken: true }, 'error'],
    ['after a wrong checksum', { kind: 'damaged', text: 'Yes, th' }, 'error'],
    ['after a stream without a stop', { kind: 'reply', text: 'Yes', stopReason: null }, 'incomplete'],
    ['after half a stream and silence', { kind: 'stall', text: 'Yes, th' }, 'timeout'],
    ['after an empty answer', { kind: 'reply', text: '' }, 'blank'],
    ['after a withheld answer', { kind: 'reply', text: 'Yes', stopReason: 'guardrail_intervened' }, 'filtered'],
    ['after a filtered answer', { kind: 'reply', text: 'Yes', stopReason: 'content_filtered' }, 'filtered'],
    ['after malformed output', { kind: 'reply', text: 'Yes', stopReason: 'malformed_model_output' }, 'garbage'],
    ['after a malformed tool call', { kind: 'reply', text: 'Yes', stopReason: 'malformed_tool_use' }, 'garbage'],
    ['after a stop for an unknown reason', { kind: 'reply', text: 'Yes', stopReason: 'whatever' }, 'garbage'],
    ['after a stop that is no text', events(delta({ text: 'Yes' }), ['messageStop', { stopReason: 7 }]), 'error'],
    ['after text that is no text', events(delta({ text: 7 }), stop), 'error'],
    ['after a web page', { kind: 'raw', body: '<html>Sign in</html>', contentType: 'text/html' }, 'error'],
    ['after a page for a stream', { kind: 'raw', body: '<html>Sign in to go on</html>' }, 'error'],
    ['after nothing', { kind: 'raw', body: '' }, 'incomplete'],
    ['after reasoning alone', { kind: 'reply', reasoning: 'We should look.', stopReason: 'max_tokens' }, 'blank'],
    ['after reasoning in its text', { kind: 'reply', text: '<reasoning>We', stopReason: 'max_tokens' }, 'blank'],
    ['after endless reasoning', { kind: 'reply', reasoning: 'Hm. '.repeat(20_000), text: 'Yes' }, 'garbage'],
    ['after an endless text', { kind: 'reply', text: 'blah '.repeat(20_000) }, 'garbage'],
  ])('%s', async (_, behaviour, failure) => {
    server.behave(behaviour);
    const reply = await replyOf();
    expect(reply.model).toBe('offline');
    expect(reply.failed).toEqual([expect.objectContaining({ model: `bedrock:${GPT_OSS}`, failure })]);
  });

  test('when none comes in time', async () => {
    server.behave({ kind: 'hang' });
    expect((await replyOf(request(), 300)).failed).toMatchObject([{ failure: 'timeout' }]);
  });

  test.each<[string, Behaviour]>([
    ['a tool call that was cut', { kind: 'reply', text: 'A moment.', toolUses: partial, stopReason: 'max_tokens' }],
    ['a stop for a tool call that never came', { kind: 'reply', text: 'A moment.', stopReason: 'tool_use' }],
    ['a tool call that was only reasoned about', { kind: 'reply', reasoning: 'Call find_faq {"q":"parking"}.' }],
  ])('after %s: nothing is called', async (_, behaviour) => {
    server.behave(behaviour);
    const reply = await replyOf(withTool);
    expect(reply).toMatchObject({ model: 'offline', toolCalls: [], failed: [{ failure: 'uncalled' }] });
  });
});

test('a text that was cut at its limit is an answer', async () => {
  server.behave({ kind: 'reply', text: 'Yes, there are six', stopReason: 'max_tokens' });
  expect(await replyOf()).toMatchObject({ model: `bedrock:${GPT_OSS}`, text: 'Yes, there are six', stop: 'length' });
});

test('an answer that reasoned about a tool and called none is an answer, and says which tool, for the log', async () => {
  server.behave({ kind: 'reply', reasoning: 'We could call find_faq.', text: 'Let me look.' });
  expect(await replyOf(withTool)).toMatchObject({ text: 'Let me look.', uncalled: ['find_faq'], failed: [] });
});

test('a throttle is tried once more, and no further', async () => {
  server.behave({ kind: 'refusal', name: 'ThrottlingException', status: 429 }, { kind: 'reply', text: 'Yes.' });
  expect(await replyOf()).toMatchObject({ text: 'Yes.', failed: [] });
  expect(server.requests).toHaveLength(2);
  server.behave({ kind: 'refusal', name: 'ModelNotReadyException', status: 429 });
  await replyOf();
  expect(server.requests).toHaveLength(4);
});

test('a throttle that asks for a long pause leaves the time to the next model', async () => {
  const headers = { 'retry-after': '15' };
  server.behave({ kind: 'refusal', name: 'ThrottlingException', status: 429, headers });
  expect((await replyOf()).model).toBe('offline');
  // A second one would come only after the pause, which is longer than a test may take.
  expect(server.requests).toHaveLength(1);
});
