import { type Consumer, type SocketRoute, triggersOf } from '@frontdesk/core/declare';
import type { AnyFunction } from './collect/any-function';
import { type Json, jsonSchema } from './json-schema';

/** The message attributes that Frontdesk's senders set and its consumers read. */
const ATTRIBUTES = {
  type: 'object',
  properties: {
    clientId: { type: 'string', description: 'The tenant that the message is about' },
    traceparent: { type: 'string', description: 'The trace that the message belongs to (W3C Trace Context)' },
  },
};

interface Part {
  readonly channel: string;
  readonly title: string;
  readonly address: string | null;
  readonly operation: string;
  readonly summary: string;
  readonly message: Json;
  readonly reply?: Json;
}

const consumed = (kind: 'queue' | 'topic', name: string, description: string, consumer: Consumer<never>): Part => ({
  channel: `${kind}.${name}`,
  title: description,
  address: `{namePrefix}-${name}`,
  operation: consumer.operation,
  summary: consumer.summary,
  message: {
    contentType: 'application/json',
    headers: ATTRIBUTES,
    payload: jsonSchema(consumer.body, 'input'),
  },
});

const framed = (route: SocketRoute<never>): Part => ({
  channel: 'socket',
  title: 'The WebSocket API',
  address: '/',
  operation: route.operation,
  summary: route.summary,
  message: {
    title: route.routeKey,
    contentType: 'application/json',
    ...(route.frame && { payload: jsonSchema(route.frame, 'input') }),
  },
  ...(route.answer && { reply: { contentType: 'application/json', payload: jsonSchema(route.answer, 'output') } }),
});

const partsOf = (fn: AnyFunction): Part[] => [
  ...triggersOf(fn, 'queue').map(({ queue, consumer }) => consumed('queue', queue.name, queue.description, consumer)),
  ...triggersOf(fn, 'topic').map(({ topic, consumer }) => consumed('topic', topic.name, topic.description, consumer)),
  ...triggersOf(fn, 'socket').flatMap(({ routes }) => routes.map(framed)),
];

const ref = (...path: string[]): Json => ({ $ref: `#/${path.join('/')}` });

/**
 * The AsyncAPI document of all messages and WebSocket frames that the functions receive
 * (https://www.asyncapi.com/docs/reference/specification/v3.0.0).
 */
export const asyncapi = (functions: readonly AnyFunction[], version: string): Json => {
  const channels: Record<string, Json & { messages: Json }> = {};
  const operations: Json = {};
  const messages: Json = {};
  for (const part of functions.flatMap(partsOf)) {
    const { channel, operation } = part;
    const names = [operation, ...(part.reply ? [`${operation}Reply`] : [])];
    messages[operation] = part.message;
    if (part.reply) messages[`${operation}Reply`] = part.reply;
    const known = channels[channel] ?? {
      address: part.address,
      title: part.title,
      ...(part.address?.includes('{') && {
        parameters: { namePrefix: { description: 'The app and the environment' } },
      }),
      messages: {},
    };
    for (const name of names) known.messages[name] = ref('components', 'messages', name);
    channels[channel] = known;
    operations[operation] = {
      action: 'receive',
      summary: part.summary,
      channel: ref('channels', channel),
      messages: [ref('channels', channel, 'messages', operation)],
      ...(part.reply && { reply: { messages: [ref('channels', channel, 'messages', `${operation}Reply`)] } }),
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Frontdesk',
      version,
      description:
        'What the functions are sent besides HTTP requests: messages of queues and topics, frames of the WebSocket API.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: { messages },
  };
};
