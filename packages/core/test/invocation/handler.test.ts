import { gatewayEvent, lambdaContext } from '@frontdesk/testkit/gateway-event';
import * as z from 'zod/mini';
import { consumerOf, defineFunction, defineQueue, http, queue, routeOf } from '../../src/declare';
import { continueTrace, handlerOf } from '../../src/invocation';

const orders = defineQueue({ name: 'orders', description: '', deadLetter: { maxReceives: 5 } });
const consumer = consumerOf<object>()({
  operation: 'takeOrder',
  summary: '',
  body: z.unknown(),
  handle: async () => undefined,
});
const route = routeOf<object>()({
  method: 'GET',
  path: '/orders',
  operation: 'listOrders',
  summary: '',
  auth: 'anyone',
  responses: {},
  handler: async () => ({ status: 200 }),
});
const both = defineFunction<object>({
  name: 'both',
  description: '',
  triggers: [http(route), queue(orders, consumer)],
});
const saying = (word: string) => async () => word;

test.each([
  ['an HTTP request', gatewayEvent('GET /orders'), 'http'],
  ['a batch', { Records: [{ eventSource: 'aws:sqs' }] }, 'batch'],
  ['a scheduled time', { source: 'frontdesk.schedule', schedule: 'x', time: '' }, 'batch'],
  ['a frame', { requestContext: { routeKey: 'x', connectionId: 'c' } }, 'socket'],
  ['a connection to authorize', { methodArn: 'arn', requestContext: {} }, 'socket'],
])('%s goes to the handler for its kind', async (_name, event, sort) => {
  const handlers = { http: saying('http'), batch: saying('batch'), socket: saying('socket') };
  expect(await handlerOf(both, handlers)(event, lambdaContext(1_000))).toBe(sort);
});

test('a trigger without a handler is found when the function starts, not with its first message', () => {
  expect(() => handlerOf(both, { http: saying('http') })).toThrow('declares a queue trigger and has no handler for it');
});

test.each([
  undefined,
  '',
  'x',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
])('a traceparent of %p begins a trace of our own', (given) => {
  expect(continueTrace(given)).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00$/);
});
