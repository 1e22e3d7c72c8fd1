import { ATTRIBUTES } from '@frontdesk/core/batch';
import { type Consumer, type PublishedMessage, type Schema, triggersOf } from '@frontdesk/core/declare';
import type { AnyFunction } from '../collect/any-function';
import { declaredBy, ofKind } from '../collect/declared';
import { type Json, jsonSchema } from '../json-schema';
import type { Channel, Exchange } from './exchange';

/** The message attributes that Frontdesk's senders set and its consumers read. */
const COMMON_ATTRIBUTES = {
  [ATTRIBUTES.tenant]: { type: 'string', description: 'The tenant that the message is about' },
  [ATTRIBUTES.traceparent]: {
    type: 'string',
    description: 'The trace that the message belongs to (W3C Trace Context)',
  },
};

const message = (body: Schema, io: 'input' | 'output', attributes: Json = {}): Json => ({
  contentType: 'application/json',
  headers: { type: 'object', properties: { ...COMMON_ATTRIBUTES, ...attributes } },
  payload: jsonSchema(body, io),
});

const channel = (kind: 'queue' | 'topic', { name, description }: { name: string; description: string }): Channel => ({
  id: `${kind}.${name}`,
  title: description,
  address: `{namePrefix}-${name}`,
  more: { parameters: { namePrefix: { description: 'The app and the environment' } } },
});

const consumed = (of: Channel, { operation, summary, body }: Consumer<never>): Exchange => ({
  action: 'receive',
  channel: of,
  operation,
  summary,
  messages: { [operation]: message(body, 'input') },
  replies: {},
});

const published = (of: Channel, { operation, summary, attributes, body }: PublishedMessage): Exchange => {
  const valued = Object.entries(attributes).map(([name, values]) => [name, { type: 'string', enum: [...values] }]);
  return {
    action: 'send',
    channel: of,
    operation,
    summary,
    messages: { [operation]: message(body, 'output', Object.fromEntries(valued)) },
    replies: {},
  };
};

/** The messages that functions are sent through queues and topics. */
export const consumedMessages = (fn: AnyFunction): Exchange[] => [
  ...triggersOf(fn, 'queue').map(({ queue, consumer }) => consumed(channel('queue', queue), consumer)),
  ...triggersOf(fn, 'topic').map(({ topic, consumer }) => consumed(channel('topic', topic), consumer)),
];

/** The messages that functions publish for whoever subscribes. */
export const publishedMessages = (functions: readonly AnyFunction[]): Exchange[] =>
  ofKind(declaredBy(functions), 'topic').flatMap((topic) =>
    (topic.messages ?? []).map((each) => published(channel('topic', topic), each)),
  );
