import type { Exchange } from './asyncapi/exchange';
import { consumedMessages, publishedMessages } from './asyncapi/messaging';
import { SOCKET_SERVERS, socketFrames } from './asyncapi/socket';
import type { AnyFunction } from './collect/any-function';
import type { Json } from './json-schema';

const ref = (...path: string[]): Json => ({ $ref: `#/${path.join('/')}` });

const refs = (names: readonly string[], ...path: string[]): Json =>
  Object.fromEntries(names.map((name) => [name, ref(...path, name)]));

const operationOf = ({ action, channel: { id }, summary, messages, replies }: Exchange): Json => {
  const named = (of: object) => Object.keys(of).map((name) => ref('channels', id, 'messages', name));
  return {
    action,
    description: summary,
    channel: ref('channels', id),
    messages: named(messages),
    ...(Object.keys(replies).length > 0 && { reply: { channel: ref('channels', id), messages: named(replies) } }),
  };
};

const channelsOf = (exchanges: readonly Exchange[]): Json => {
  const channels: Record<string, Json & { readonly messages: Json }> = {};
  for (const { channel, messages, replies } of exchanges) {
    const { id, address, title, more } = channel;
    const known = channels[id] ?? { address, title, ...more, messages: {} };
    Object.assign(known.messages, refs(Object.keys({ ...messages, ...replies }), 'components', 'messages'));
    channels[id] = known;
  }
  return channels;
};

/**
 * The AsyncAPI document of all messages and WebSocket frames that the functions receive and send
 * (https://www.asyncapi.com/docs/reference/specification/v3.0.0).
 */
export const asyncapi = (functions: readonly AnyFunction[], version: string): Json => {
  const frames = socketFrames(functions);
  const exchanges = [...functions.flatMap(consumedMessages), ...publishedMessages(functions), ...frames];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Frontdesk',
      version,
      description:
        'What the functions are sent besides HTTP requests, and what they send: messages of queues and topics, frames of the WebSocket API.',
      contact: { name: 'Whoever runs this deployment' },
      license: { name: 'MIT' },
      tags: [{ name: 'realtime' }, { name: 'messaging' }],
    },
    defaultContentType: 'application/json',
    ...(frames.length > 0 && { servers: SOCKET_SERVERS }),
    channels: channelsOf(exchanges),
    operations: Object.fromEntries(exchanges.map((exchange) => [exchange.operation, operationOf(exchange)])),
    components: {
      messages: Object.assign({}, ...exchanges.flatMap(({ messages, replies }) => [messages, replies])),
    },
  };
};
