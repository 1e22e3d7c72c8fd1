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
import type { Found } from '../src/check';
import type { AnyFunction } from '../src/collect';

export const orders = defineQueue({ name: 'orders', description: 'Orders', deadLetter: { maxReceives: 5 } });
const happened = { operation: 'publishNews', summary: '', attributes: {}, body: z.unknown() };
export const news = defineTopic({ name: 'news', description: 'News' });
const consumer = (operation = 'takeOrder') =>
  consumerOf<object>()({ operation, summary: '', body: z.unknown(), handle: async () => undefined });
const getCat = routeOf<object>()({
  method: 'GET',
  path: '/cat',
  operation: 'getCat',
  summary: 'A cat',
  auth: 'anyone',
  responses: {},
  handler: async () => ({ status: 200 }),
});
const ping = socketRouteOf<object>()({
  routeKey: 'ping',
  operation: 'ping',
  summary: '',
  handler: async () => undefined,
});

const authorizer = { authorize: async () => ({ clientId: 'acme' }) };
const pings = (...routeKeys: string[]) =>
  routeKeys.map((routeKey) => ({ ...ping, routeKey, operation: routeKey.replace('$', '') }));

export const functionWith = (over: Partial<FunctionDeclaration<object>>): AnyFunction =>
  defineFunction<object>({ name: 'worker', description: '', triggers: [http(getCat)], ...over });
export const consuming = (declaration: QueueDeclaration, options: QueueOptions = {}, over = {}): AnyFunction =>
  functionWith({ triggers: [queue(declaration, consumer(), options)], ...over });

/** What contradicts itself, and what the build says of it. */
export const CONTRADICTIONS: readonly (readonly [string, AnyFunction[], string])[] = [
  [
    'a body without an example',
    [functionWith({ triggers: [http({ ...getCat, body: z.object({}) })] })],
    'getCat must have a body and an example of it, or neither',
  ],
  [
    'path parameters without a schema',
    [functionWith({ triggers: [http({ ...getCat, path: '/cat/{cat_id}' })] })],
    'the params schema of getCat must name the variables of /cat/{cat_id} and nothing else',
  ],
  [
    'a route whose function outlasts API Gateway',
    [functionWith({ timeout: 60 })],
    'function worker may run longer than API Gateway waits: its timeout must be 29 seconds or less',
  ],
  [
    'a queue without a dead letter',
    [consuming({ ...orders, deadLetter: undefined as never })],
    'queue orders has no deadLetter: say after how many receives a message is set aside',
  ],
  [
    'a queue that gives a message up too soon',
    [consuming({ ...orders, deadLetter: { maxReceives: 1 } })],
    'queue orders must let a message be received at least 5 times',
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
    'worker consumes orders with a maximumConcurrency outside 2 to 1,000',
  ],
  [
    'queues that use more than is reserved',
    [consuming(orders, { maximumConcurrency: 5 }, { reservedConcurrency: 4 })],
    'worker reserves 4 concurrent executions, and its queues may use 5',
  ],
  [
    'two functions of one name',
    [functionWith({}), functionWith({ triggers: [http({ ...getCat, path: '/dog', operation: 'getDog' })] })],
    'two functions are named worker',
  ],
  [
    'two routes for the same requests',
    [functionWith({ triggers: [http(getCat, { ...getCat, operation: 'getOtherCat' })] })],
    'two routes are GET /cat',
  ],
  [
    'two WebSocket routes for the same action',
    [
      functionWith({
        triggers: [socket(authorizer, ...pings('$connect', '$default'), ping, { ...ping, operation: 'otherPing' })],
      }),
    ],
    'two WebSocket routes are ping',
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
    'the queue Orders! needs a name of 2 to 31 characters: a-z, 0-9 and -, a letter first',
  ],
  [
    'two consumers of one name',
    [functionWith({ triggers: [queue(orders, consumer()), topic(news, consumer())] })],
    'two operations are named takeOrder',
  ],
  [
    'a pushed frame of the same name as an action',
    [
      functionWith({
        triggers: [
          socket(
            { ...authorizer, pushes: { pong: { operation: 'ping', summary: '', frame: z.unknown() } } },
            ...pings('$connect', '$default'),
            ping,
          ),
        ],
      }),
    ],
    'two operations are named ping',
  ],
  [
    'two published messages of one name',
    [
      functionWith({
        grants: [grant({ ...news, messages: [happened, happened] }, 'Publish')],
      }),
    ],
    'two operations are named publishNews',
  ],
  [
    'a function that nothing invokes',
    [functionWith({ triggers: [] })],
    'function worker has no triggers: nothing would ever invoke it',
  ],
  [
    'a WebSocket API that lets everybody in',
    [functionWith({ triggers: [socket(undefined, ...pings('$connect', '$default'))] })],
    'the WebSocket API must have one authorizer, and 0 are declared',
  ],
  [
    'a WebSocket API that does not answer unknown actions',
    [functionWith({ triggers: [socket(authorizer, ...pings('$connect', 'ping'))] })],
    'the WebSocket API has no $default route: unknown actions would be answered "Forbidden"',
  ],
  [
    'a WebSocket API whose authorizer is never asked',
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
];

/** What is declared and that no function uses, by kind, and what the build says of it behind the file's name. */
export const UNUSED: readonly (readonly [string, Found['declaration'], string])[] = [
  ['a route', getCat, 'declares GET /cat, and no function lists it in its triggers'],
  ['a WebSocket route', ping, 'declares the WebSocket route ping, and no function lists it in its triggers'],
  ['a consumer', consumer(), 'declares the consumer takeOrder, and no queue or topic is consumed by it'],
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
    'declares the schedule nightly, and it runs no function',
  ],
];
