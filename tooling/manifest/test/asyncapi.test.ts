import {
  consumerOf,
  defineFunction,
  defineQueue,
  defineTopic,
  queue,
  socket,
  socketRouteOf,
  topic,
} from '@frontdesk/core/declare';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import * as z from 'zod/mini';
import { asyncapi } from '../src/asyncapi';
import type { AnyFunction } from '../src/collect';

const unknown = socketRouteOf<object>()({
  routeKey: '$default',
  operation: 'unknownAction',
  summary: 'Refuses everything else',
  answer: z.never(),
  handler: async () => undefined,
});
const consumer = (operation: string) =>
  consumerOf<object>()({
    operation,
    summary: 'Takes an order',
    body: z.strictObject({ id: z.string() }),
    handle: async () => undefined,
  });
const echo = socketRouteOf<object>()({
  routeKey: 'echo',
  operation: 'echo',
  summary: 'Answers what it was sent',
  frame: z.strictObject({ action: z.literal('echo'), text: z.string() }),
  answer: z.strictObject({ text: z.string() }),
  handler: async ({ body }) => ({ text: body.text }),
});
const rung = {
  operation: 'pushRing',
  summary: 'Somebody is at the door',
  frame: z.strictObject({ action: z.literal('ring') }),
};
const news = defineTopic({
  name: 'news',
  description: 'News',
  messages: [
    {
      operation: 'publishNews',
      summary: 'Something has happened',
      attributes: { kind: ['good', 'bad'] },
      body: z.strictObject({ text: z.string() }),
    },
  ],
});
const fn: AnyFunction = defineFunction<object>({
  name: 'orders',
  description: '',
  triggers: [
    queue(
      defineQueue({ name: 'orders', description: 'Orders', deadLetter: { maxReceives: 5 } }),
      consumer('takeOrder'),
    ),
    topic(news, consumer('readNews')),
    socket(
      {
        authorize: async () => ({ clientId: 'acme' }),
        query: z.strictObject({ token: z.string() }),
        pushes: { ring: rung },
      },
      echo,
      unknown,
    ),
  ],
});

/** https://github.com/asyncapi/spec-json-schemas: the specification's own schema. */
// The schema brings the draft it is written in along.
const validate = () => {
  const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
  addFormats(ajv);
  return ajv.compile(require('@asyncapi/specs/schemas/3.0.0.json'));
};

test.each([
  ['of every kind of message', [fn]],
  ['of none', []],
])('the document %s is valid AsyncAPI 3.0', (_name, functions) => {
  const check = validate();
  check(asyncapi(functions, '1.0.0'));
  expect(check.errors).toBeNull();
});

const document = asyncapi([fn], '1.0.0') as {
  channels: Record<string, { messages: object; bindings: object }>;
  operations: Record<
    string,
    { action: string; messages: { $ref: string }[]; reply?: { messages: { $ref: string }[] } }
  >;
  components: { messages: object };
};
const replies = (operation: string) => document.operations[operation]?.reply?.messages.map(({ $ref }) => $ref);

test('every message is there with its schema, and says who sends it', () => {
  expect(Object.keys(document.channels)).toEqual(['queue.orders', 'topic.news', 'socket']);
  expect(Object.entries(document.operations).map(([name, { action }]) => `${name}: ${action}`)).toEqual([
    'takeOrder: receive',
    'readNews: receive',
    'publishNews: send',
    'echo: receive',
    'unknownAction: receive',
    'pushRing: send',
  ]);
  expect(document.components.messages).toMatchObject({
    takeOrder: { payload: { type: 'object', required: ['id'], additionalProperties: false } },
    publishNews: {
      headers: { properties: { clientId: {}, kind: { enum: ['good', 'bad'] } } },
      payload: { required: ['text'] },
    },
    echo: { name: 'echo', payload: { properties: { action: { const: 'echo' } } } },
    echoReply: { payload: { required: ['text'] } },
    pushRing: { name: 'ring', payload: { properties: { action: { const: 'ring' } } } },
  });
});

test("every frame may be answered by its own answer, by an error, or by API Gateway's own frame, which has no action", () => {
  const of = (name: string) => `#/channels/socket/messages/${name}`;
  expect(replies('echo')).toEqual(['echoReply', 'error', 'gatewayError'].map(of));
  expect(replies('unknownAction')).toEqual(['error', 'gatewayError'].map(of));
  expect(Object.keys(document.channels.socket?.messages ?? {})).toEqual([
    'echo',
    'echoReply',
    'error',
    'gatewayError',
    'unknownAction',
    'pushRing',
  ]);
  expect(document.components.messages).toMatchObject({
    error: { payload: { properties: { action: { const: 'error' } } } },
    gatewayError: { payload: { required: ['message', 'connectionId', 'requestId'] } },
  });
});

test('it says what a client names in the address that it connects to', () => {
  expect(document.channels.socket?.bindings).toMatchObject({ ws: { query: { required: ['token'] } } });
});
