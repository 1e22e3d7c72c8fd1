/**
 * The SDK's client is the oracle of our ConverseStream: the same requests, events, exceptions and attempts.
 * @jest-environment ./packages/aws/test/oracle/one-realm.cjs
 */

import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { timeFor } from '@frontdesk/testkit/randomness';
import { type BedrockServer, type Behaviour, startBedrockServer } from '@frontdesk/vendors/bedrock';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import fc from 'fast-check';
import { type ConverseStream, createConverseStream, type StreamedEvent } from '../../src';
import { ORACLE_CREDENTIALS, ORACLE_REGION } from './sdk-client';

jest.setTimeout(timeFor(60_000));

/** Milliseconds. No test waits for it but the one that shortens it. */
const ANSWER_MS = 20_000;
const REPLY: Behaviour = { kind: 'reply', text: 'ok' };
const MODEL = 'openai.gpt-oss-120b-1:0';
const INPUT = {
  messages: [{ role: 'user' as const, content: [{ text: '駐車場は?' }] }],
  inferenceConfig: { maxTokens: 9 },
};

let server: BedrockServer;
const { random } = Math;
beforeEach(async () => {
  server = await startBedrockServer();
});
afterEach(async () => {
  Math.random = random;
  await server.stop();
});

/** Resolves once the first request's connection is closed. */
const abandoned = async (): Promise<void> => {
  while (!server.requests[0]?.abandoned()) await new Promise((resolve) => setImmediate(resolve));
};

const ours = (answerMs = ANSWER_MS): ConverseStream =>
  createConverseStream({
    ...{ region: ORACLE_REGION, endpoint: server.url, answerMs },
    credentials: () => ORACLE_CREDENTIALS,
  });

/** The SDK's client, behind the interface of ours. */
const theirs = (answerMs = ANSWER_MS): ConverseStream => {
  const client = new BedrockRuntimeClient({
    ...{ endpoint: server.url, region: ORACLE_REGION, credentials: ORACLE_CREDENTIALS, maxAttempts: 2 },
    requestHandler: new NodeHttpHandler({ requestTimeout: answerMs, throwOnRequestTimeout: true }),
  });
  return async function* converse(modelId, input, abortSignal) {
    const command = new ConverseStreamCommand({ modelId, ...(input as typeof INPUT) });
    const { stream = [] } = await client.send(command, { abortSignal });
    for await (const event of stream) {
      const [[type = '', members] = []] = Object.entries(event);
      yield { type, members };
    }
  };
};

/** Bedrock pads its events; the SDK drops what it does not know. */
const unpadded = ({ type, members }: StreamedEvent) => {
  const { p: _, ...kept } = members as Record<string, unknown>;
  return { type, members: kept };
};

/** What comes of a call, and what the service sees of it. */
const observe = async (converse: ConverseStream, ...behaviours: [Behaviour, ...Behaviour[]]) => {
  const before = server.requests.length;
  server.behave(...behaviours);
  const events: unknown[] = [];
  let failure: { name: string; message: string; status?: unknown } | undefined;
  try {
    for await (const event of converse(MODEL, INPUT, new AbortController().signal)) events.push(unpadded(event));
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    failure = { name, message, status: $metadata?.httpStatusCode };
  }
  const seen = server.requests.slice(before).map(({ path, body, authorization }) => ({
    ...{ path, body },
    scope: /Credential=[^,]*/.exec(authorization ?? '')?.[0],
  }));
  return { events, failure, seen };
};

const word = fc.string({ unit: 'grapheme', maxLength: 30 });
const reply: fc.Arbitrary<Behaviour> = fc
  .record(
    {
      text: word,
      reasoning: word,
      signature: fc.stringMatching(/^[a-zA-Z0-9+/]{1,20}$/),
      toolUses: fc.array(fc.record({ toolUseId: fc.stringMatching(/^[a-z_0-9]{1,9}$/), name: word, input: word }), {
        maxLength: 2,
      }),
      stopReason: fc.constantFrom('end_turn', 'max_tokens', 'tool_use', 'malformed_tool_use', 'unheard_of'),
    },
    { requiredKeys: [] },
  )
  .map((answer) => ({ kind: 'reply' as const, ...answer }));

test('whatever the answer, the request and the events are the same', async () => {
  const clients = [ours(), theirs()] as const;
  await assertProperty(
    fc.asyncProperty(reply, async (behaviour) => {
      const mine = await observe(clients[0], behaviour);
      expect(mine).toEqual(await observe(clients[1], behaviour));
      expect(mine.failure).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

/** What Bedrock refuses with, and the status that it has then. */
const REFUSALS = [
  ...[['ThrottlingException', 429] as const, ['ModelNotReadyException', 429] as const],
  ...[['ModelTimeoutException', 408] as const, ['ModelErrorException', 424] as const],
  ...[['ServiceUnavailableException', 503] as const, ['InternalServerException', 500] as const],
  ...[['ServiceQuotaExceededException', 400] as const, ['ValidationException', 400] as const],
  ...[['AccessDeniedException', 403] as const, ['ResourceNotFoundException', 404] as const],
];

test('whatever the refusal, it is repeated as often and thrown alike', async () => {
  Math.random = () => 0;
  const unheard = fc.constantFrom(400, 403, 429, 500, 502, 503).map((status) => ['Unheard', status] as const);
  const refusal = fc
    .oneof(fc.constantFrom(...REFUSALS), unheard)
    .map(([name, status]): Behaviour => ({ kind: 'refusal', name, status }));
  await assertProperty(
    fc.asyncProperty(fc.array(refusal, { minLength: 1, maxLength: 2 }), async (refusals) => {
      const [first = REPLY, ...more] = [...refusals, REPLY];
      const script = [first, ...more] as const;
      expect(await observe(ours(), ...script)).toEqual(await observe(theirs(), ...script));
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['throttlingException', 'ThrottlingException'],
  ['modelStreamErrorException', 'ModelStreamErrorException'],
  ['internalServerException', 'InternalServerException'],
  ['serviceUnavailableException', 'ServiceUnavailableException'],
  ['validationException', 'ValidationException'],
])('%s in the middle of a stream is thrown alike, and nothing is repeated', async (member, name) => {
  const behaviour = { kind: 'exception', text: 'Yes, th', name: member } as const;
  const [mine, oracle] = [await observe(ours(), behaviour), await observe(theirs(), behaviour)];
  expect(mine.failure).toEqual({ name, message: `scripted ${member}`, status: 200 });
  // The SDK knows no status of an exception that came in the stream.
  expect({ ...mine, failure: { ...mine.failure, status: undefined } }).toEqual(oracle);
  expect(mine.seen).toHaveLength(1);
});

test('an error that the API does not name is thrown alike', async () => {
  const behaviour = { kind: 'exception', text: 'Yes', name: 'InternalFailure', unmodelled: true } as const;
  const [mine, oracle] = [await observe(ours(), behaviour), await observe(theirs(), behaviour)];
  expect(mine.events).toEqual(oracle.events);
  expect(mine.failure).toMatchObject({ name: 'InternalFailure', message: 'scripted InternalFailure' });
  expect(oracle.failure).toMatchObject({ name: 'InternalFailure', message: 'scripted InternalFailure' });
});

test.each<[string, Behaviour]>([
  ['cut in the middle of a message', { kind: 'cut', text: 'Yes, th' }],
  ['broken in the middle of a message', { kind: 'cut', text: 'Yes, th', broken: true }],
  ['damaged', { kind: 'damaged', text: 'Yes, th' }],
])('a stream that is %s gives the same events, and fails in both', async (_, behaviour) => {
  const [mine, oracle] = [await observe(ours(), behaviour), await observe(theirs(), behaviour)];
  expect(mine.events).toEqual(oracle.events);
  expect(mine.events.length).toBeGreaterThan(0);
  expect(mine.failure).toBeDefined();
  expect(oracle.failure).toBeDefined();
  expect(mine.seen).toEqual(oracle.seen);
});

test('an answer that does not begin is given up at the deadline, after two attempts, as by the SDK', async () => {
  Math.random = () => 0;
  const [mine, oracle] = [await observe(ours(200), { kind: 'hang' }), await observe(theirs(200), { kind: 'hang' })];
  expect(mine.failure?.name).toBe('TimeoutError');
  expect(oracle.failure?.name).toBe('TimeoutError');
  expect(mine.seen).toHaveLength(2);
  expect(mine.seen).toEqual(oracle.seen);
});

test('an answer that stops in the middle is given up at the deadline', async () => {
  const { events, failure, seen } = await observe(ours(200), { kind: 'stall', text: 'Yes' });
  expect(events).toHaveLength(3);
  expect(failure?.name).toBe('TimeoutError');
  expect(seen).toHaveLength(1);
  await abandoned();
});

test('a throttle that asks for a long pause is not waited for, and a short one is', async () => {
  Math.random = () => 0;
  const throttle = (after: string): Behaviour => ({
    ...{ kind: 'refusal', name: 'ThrottlingException', status: 429 },
    headers: { 'retry-after': after },
  });
  expect(await observe(ours(), throttle('30'))).toMatchObject({ failure: { name: 'ThrottlingException' }, seen: [{}] });
  const after = await observe(ours(), throttle('0.02'), { kind: 'reply', text: 'ok' });
  expect(after).toMatchObject({ failure: undefined, seen: [{}, {}] });
});

test.each<[string, Behaviour]>([
  ['before its answer', { kind: 'hang' }],
  ['in the middle of its answer', { kind: 'stall', text: 'Yes, th' }],
])('a call that is given up %s lets go of its connection', async (_, behaviour) => {
  server.behave(behaviour);
  const controller = new AbortController();
  const reading = (async () => {
    for await (const _event of ours()(MODEL, INPUT, controller.signal)) controller.abort();
  })();
  while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  if (behaviour.kind === 'hang') controller.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  await abandoned();
});
