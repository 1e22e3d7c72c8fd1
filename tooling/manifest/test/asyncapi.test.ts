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
const fn: AnyFunction = defineFunction<object>({
  name: 'orders',
  description: '',
  triggers: [
    queue(
      defineQueue({ name: 'orders', description: 'Orders', deadLetter: { maxReceives: 5 } }),
      consumer('takeOrder'),
    ),
    topic(defineTopic({ name: 'news', description: 'News' }), consumer('readNews')),
    socket({ authorize: async () => ({ clientId: 'acme' }) }, echo),
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

test('every message is there with its schema, and every frame with its reply', () => {
  const document = asyncapi([fn], '1.0.0') as {
    channels: object;
    operations: object;
    components: { messages: object };
  };
  expect(Object.keys(document.channels)).toEqual(['queue.orders', 'topic.news', 'socket']);
  expect(Object.keys(document.operations)).toEqual(['takeOrder', 'readNews', 'echo']);
  expect(document.components.messages).toMatchObject({
    takeOrder: { payload: { type: 'object', required: ['id'], additionalProperties: false } },
    echo: { title: 'echo', payload: { properties: { action: { const: 'echo' } } } },
    echoReply: { payload: { required: ['text'] } },
  });
});
