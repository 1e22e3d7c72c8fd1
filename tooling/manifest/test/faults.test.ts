import {
  consumerOf,
  defineBucket,
  defineFunction,
  defineQueue,
  defineSchedule,
  defineSecret,
  defineTable,
  defineTopic,
  type FunctionDeclaration,
  grant,
  http,
  type QueueDeclaration,
  type QueueOptions,
  queue,
  routeOf,
  socket,
  socketRouteOf,
  topic,
} from '@frontdesk/core/declare';
import * as z from 'zod/mini';
import { faults, uncollected } from '../src/check';
import { type AnyFunction, collect } from '../src/collect';

const orders = defineQueue({ name: 'orders', description: 'Orders', deadLetter: { maxReceives: 5 } });
const news = defineTopic({ name: 'news', description: 'News' });
const consumer = (operation = 'takeOrder') =>
  consumerOf<object>()({ operation, summary: '', body: z.unknown(), handle: async () => undefined });
const getCat = routeOf<object>()({
  method: 'GET',
  path: '/cat',
  operation: 'getCat',
  summary: 'A cat',
  who: 'anyone',
  answers: {},
  handler: async () => ({ status: 200 }),
});
const ping = socketRouteOf<object>()({
  routeKey: 'ping',
  operation: 'ping',
  summary: '',
  handler: async () => undefined,
});

const pings = (...routeKeys: string[]) =>
  routeKeys.map((routeKey) => ({ ...ping, routeKey, operation: routeKey.replace('$', '') }));
const authorizer = { authorize: async () => undefined };

const functionWith = (over: Partial<FunctionDeclaration<object>>): AnyFunction =>
  defineFunction<object>({ name: 'worker', description: '', triggers: [http(getCat)], ...over });
const consuming = (declaration: QueueDeclaration, options: QueueOptions = {}, over = {}): AnyFunction =>
  functionWith({ triggers: [queue(declaration, consumer(), options)], ...over });

describe('a build stops at', () => {
  test.each<[string, AnyFunction[], string]>([
    [
      'a body without an example',
      [functionWith({ triggers: [http({ ...getCat, body: z.object({}) })] })],
      'getCat must have an example if it has a body, and only then',
    ],
    [
      'a queue without a dead letter',
      [consuming({ ...orders, deadLetter: undefined as never })],
      'queue orders has no deadLetter: say after how many receives a message is set aside',
    ],
    [
      'a queue that gives a message up too soon',
      [consuming({ ...orders, deadLetter: { maxReceives: 1 } })],
      'queue orders must let a message be received 5 times at least',
    ],
    [
      'a queue that is filled and not worked on',
      [functionWith({ grants: [grant(orders, 'SendMessage')] })],
      "queue orders has no consumer: add queue(…) to a function's triggers",
    ],
    [
      'two consumers of a queue',
      [consuming(orders), functionWith({ name: 'other', triggers: [queue(orders, consumer('otherOrder'))] })],
      'queue orders has 2 consumers: each would miss messages',
    ],
    [
      'a concurrency that Lambda does not take',
      [consuming(orders, { maximumConcurrency: 1 })],
      'worker takes orders with a maximumConcurrency not of 2 to 1,000',
    ],
    [
      'queues that use more than is reserved',
      [consuming(orders, { maximumConcurrency: 5 }, { reservedConcurrency: 4 })],
      'worker reserves 4 concurrent executions, and its queues may use 5',
    ],
    [
      'two queues of one name',
      [
        functionWith({
          triggers: [queue(orders, consumer()), queue({ ...orders, description: 'Others' }, consumer('takeOther'))],
        }),
      ],
      'two queues are named orders',
    ],
    [
      'a name that AWS would not take',
      [consuming({ ...orders, name: 'Orders!' })],
      'the queue Orders! must be named in 2 to 31 of a-z, 0-9 and -',
    ],
    [
      'two consumers of one name',
      [functionWith({ triggers: [queue(orders, consumer()), topic(news, consumer())] })],
      'two operations are named takeOrder',
    ],
    ['a function that nothing invokes', [functionWith({ triggers: [] })], 'function worker has no triggers'],
    [
      'a WebSocket API that lets everybody in',
      [functionWith({ triggers: [socket(undefined, ...pings('$connect', '$default'))] })],
      'the WebSocket API must have one authorizer, and 0 are declared',
    ],
    [
      'a WebSocket API that does not answer unknown actions',
      [functionWith({ triggers: [socket(authorizer, ...pings('$connect', 'ping'))] })],
      'the WebSocket API has no $default route',
    ],
    [
      'a WebSocket API whose authorizer no connection would come past',
      [functionWith({ triggers: [socket(authorizer, ...pings('$default'))] })],
      'the WebSocket API has no $connect route: its authorizer would never be asked',
    ],
    [
      'an answer to a connection that is not open',
      [
        functionWith({
          triggers: [
            socket(authorizer, ...pings('$connect', '$default'), {
              ...ping,
              routeKey: '$disconnect',
              answer: z.unknown(),
            }),
          ],
        }),
      ],
      '$disconnect cannot answer: the connection is not open',
    ],
  ])('%s', (_name, functions, fault) => {
    expect(faults(functions)).toEqual([expect.stringContaining(fault)]);
  });
});

describe('a build stops at what is declared and would not be deployed', () => {
  const used = functionWith({});
  test.each([
    ['a route', getCat, 'declares GET /cat, and no function lists it in its triggers'],
    ['a WebSocket route', ping, 'declares the WebSocket route ping, and no function lists it in its triggers'],
    ['a consumer', consumer(), 'declares the consumer takeOrder, and no queue or topic is given to it'],
    ['a queue', orders, 'declares the queue orders, and no function consumes it or is granted it'],
    ['a topic', news, 'declares the topic news, and no function is granted it'],
    [
      'a table',
      defineTable({ name: 'cats', description: '', partitionKey: { name: 'id', type: 'S' } }),
      'declares the table cats, and no function is granted it',
    ],
    [
      'a bucket',
      defineBucket({ name: 'files', description: '' }),
      'declares the bucket files, and no function is granted it',
    ],
    [
      'a secret',
      defineSecret({ name: 'key', description: '' }),
      'declares the secret key, and no function is granted it',
    ],
    [
      'a schedule',
      defineSchedule({ name: 'nightly', description: '', expression: 'rate(1 day)' }),
      'declares the schedule nightly, and no function is run by it',
    ],
  ])('%s', (_name, declaration, words) => {
    const other = { ...used, triggers: [] };
    expect(uncollected([{ file: 'lambdas/x/src/x.ts', declaration }], [other])).toEqual([
      `lambdas/x/src/x.ts ${words}`,
    ]);
  });

  test('and not at what a function uses', () => {
    const fn = consuming(orders, {}, { grants: [grant(news, 'Publish')] });
    const found = [orders, news].map((declaration) => ({ file: 'x.ts', declaration }));
    expect(uncollected(found, [fn])).toEqual([]);
  });
});

test('a queue hides a message for six times as long as its consumer may take, and its topics are made with it', () => {
  const subscribed = { ...orders, subscriptions: [{ topic: news, filter: { messageType: ['user'] } }] };
  const fn = consuming(subscribed, { batchingWindow: 5 }, { timeout: 60 });
  const manifest = collect([fn], new Map([['worker', { zipSha256: 'hash' }]]), 'sources');
  expect(manifest.queues.orders).toMatchObject({
    visibility_seconds: 365,
    max_receives: 5,
    subscriptions: [{ topic: 'news', filter: { messageType: ['user'] } }],
  });
  expect(Object.keys(manifest.topics)).toEqual(['news']);
  expect(manifest.functions.worker?.event_sources).toEqual([
    { kind: 'queue', name: 'orders', batch_size: 10, batching_window_seconds: 5, maximum_concurrency: 2 },
  ]);
});
