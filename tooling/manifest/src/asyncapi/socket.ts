import { type Schema, type SocketOptions, type SocketRoute, triggersOf } from '@frontdesk/core/declare';
import { errorFrame } from '@frontdesk/core/socket';
import type { AnyFunction } from '../collect/any-function';
import { type Json, jsonSchema } from '../json-schema';
import type { Channel, Exchange, Messages } from './exchange';

const frame = (schema: Schema, io: 'input' | 'output', name?: string): Json => {
  const payload = jsonSchema(schema, io) as { properties?: { action?: { const?: string } } };
  const action = name ?? payload.properties?.action?.const;
  return { ...(action !== undefined && { name: action, title: action }), contentType: 'application/json', payload };
};

/** What API Gateway sends by itself: it has no `action`. */
const GATEWAY_ERROR: Json = {
  name: 'gatewayError',
  title: "API Gateway's own frame",
  contentType: 'application/json',
  payload: {
    type: 'object',
    properties: {
      message: {
        type: 'string',
        examples: ['Internal server error', 'Too Many Requests', 'Endpoint request timed out'],
      },
      connectionId: { type: 'string' },
      requestId: { type: 'string' },
    },
    required: ['message', 'connectionId', 'requestId'],
  },
};

/** What may come instead of any answer. */
const REFUSALS: Messages = { error: frame(errorFrame, 'output'), gatewayError: GATEWAY_ERROR };

const answerOf = ({ operation, answer }: SocketRoute<never>): Messages =>
  answer && answer._zod.def.type !== 'never' ? { [`${operation}Reply`]: frame(answer, 'output') } : {};

const isFrame = ({ routeKey }: SocketRoute<never>): boolean => routeKey !== '$connect' && routeKey !== '$disconnect';

const socketChannel = (options: SocketOptions<never> | undefined): Channel => ({
  id: 'socket',
  title: 'The WebSocket API',
  address: '/',
  more: {
    servers: [{ $ref: '#/servers/realtime' }],
    ...(options?.query && {
      bindings: { ws: { method: 'GET', query: jsonSchema(options.query, 'input'), bindingVersion: '0.1.0' } },
    }),
  },
});

/** The frames of the WebSocket API: those of clients with what answers them, and those that are pushed. */
export const socketFrames = (functions: readonly AnyFunction[]): Exchange[] => {
  const triggers = functions.flatMap((fn) => triggersOf(fn, 'socket'));
  const options = triggers.find(({ authorizer }) => authorizer)?.authorizer;
  const channel = socketChannel(options);
  return [
    ...triggers
      .flatMap(({ routes }) => routes.filter(isFrame))
      .map((route) => ({
        action: 'receive' as const,
        channel,
        operation: route.operation,
        summary: route.summary,
        messages: {
          [route.operation]: route.frame
            ? frame(route.frame, 'input', route.routeKey)
            : { name: route.routeKey, title: route.routeKey },
        },
        replies: { ...answerOf(route), ...REFUSALS },
      })),
    ...Object.entries(options?.pushes ?? {}).map(([action, { operation, summary, frame: schema }]) => ({
      action: 'send' as const,
      channel,
      operation,
      summary,
      messages: { [operation]: frame(schema, 'output', action) },
      replies: {},
    })),
  ];
};

/** The server that clients connect to. The function behind /asyncapi.json fills in the address of its own deployment. */
export const SOCKET_SERVERS: Json = {
  realtime: {
    host: '{host}',
    protocol: 'wss',
    description: 'The output `realtime_url` of a deployment; the document that a deployment serves has its address',
    variables: { host: { description: 'The host of the WebSocket API, with its path' } },
    security: [
      { type: 'httpApiKey', name: 'token', in: 'query', description: "A visitor's token, or an ID token of the staff" },
    ],
  },
};
