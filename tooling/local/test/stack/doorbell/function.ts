import {
  connections,
  defineFunction,
  grant,
  type SocketAuthorizer,
  socket,
  socketRouteOf,
} from '@frontdesk/core/declare';
import { ConnectionRefused } from '@frontdesk/core/socket';
import * as z from 'zod/mini';

export interface Deps {
  readonly word: string;
  /** Where clients open connections, as the function is told. */
  readonly realtimeUrl: string;
  /** Sends text to any connection. */
  push(connectionId: string, text: string): Promise<void>;
}

const route = socketRouteOf<Deps>();
const text = z.string();

const authorizer: SocketAuthorizer<Deps> = {
  authorize: async ({ query: { token = '' } }) => {
    if (token === 'forged') throw new ConnectionRefused(401, 'forged');
    if (token === 'wrong') throw new ConnectionRefused(403, 'wrong');
    return { clientId: token, role: 'visitor' };
  },
};

/** Answers with a word that is fixed when the function is deployed. */
const ring = route({
  routeKey: 'ring',
  operation: 'ring',
  summary: 'Answers with the word of this deployment',
  frame: z.strictObject({ action: z.literal('ring'), text }),
  answer: z.unknown(),
  handler: async ({ body, tenant, identity, connectionId }, { word, realtimeUrl }) => ({
    word,
    realtimeUrl,
    text: body.text,
    tenant,
    role: identity.role,
    connectionId,
  }),
});

const pass = route({
  routeKey: 'pass',
  operation: 'pass',
  summary: 'Passes a text on to another connection',
  frame: z.strictObject({ action: z.literal('pass'), to: z.string(), text }),
  answer: z.unknown(),
  handler: async ({ body }, { push }) =>
    push(body.to, body.text).then(
      () => ({ passed: true }),
      ({ name }: Error) => ({ passed: false, because: name }),
    ),
});

const opened = route({ routeKey: '$connect', operation: 'open', summary: 'Opens', handler: async () => undefined });

const closed = route({
  routeKey: '$disconnect',
  operation: 'close',
  summary: 'Closes',
  handler: async ({ log, connectionId }) => log.warn('closed', { closed_connection: connectionId }),
});

/** A function as a deployment has it, with a word of its own and, unless it is taken away, the grant to push. */
export const doorbell = (word: string, granted: boolean) =>
  defineFunction<Deps>({
    name: 'doorbell',
    description: 'Rings',
    triggers: [socket(authorizer, opened, closed, ring, pass)],
    environment: {
      WORD: { value: word },
      SOCKET_CALLBACK_URL: { ref: 'socket_callback_url' },
      REALTIME_URL: { ref: 'realtime_url' },
    },
    grants: granted ? [grant(connections, 'ManageConnections')] : [],
  });
