import type { AccessEntry } from '@frontdesk/local/api-gateway/access-log';
import type { InvokeFunction } from '@frontdesk/local/api-gateway/options';
import { type HttpServer, httpServer } from '@frontdesk/local/api-gateway/server';
import type { Connections } from '@frontdesk/local/api-gateway/websocket/connections';
import type { ApiPlace } from '@frontdesk/local/api-gateway/websocket/events';
import { WEB_SOCKET_QUOTAS, type WebSocketQuotas } from '@frontdesk/local/api-gateway/websocket/quotas';
import {
  type WebSocketApi,
  type WebSocketApiOptions,
  webSocketApi,
} from '@frontdesk/local/api-gateway/websocket/web-socket-api';
import { type SocketServer, webSocketServer } from '@frontdesk/local/api-gateway/websocket/web-socket-server';
import type { ManifestSocket } from '@frontdesk/manifest/manifest';
import { type Client, openClient } from '@frontdesk/testkit/socket-client';

export const PLACE: ApiPlace = { region: 'us-east-1', accountId: '123456789012', apiId: 'api1', stage: 'realtime' };

/** An event as the tests look into it. */
export interface SeenEvent {
  readonly type?: string;
  readonly methodArn?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly requestContext: Record<string, unknown> & { readonly routeKey: string; readonly connectionId: string };
}

/** A policy that allows, or denies, what it was asked. */
export const policy = (effect: 'Allow' | 'Deny', resource: unknown, context: object = { clientId: 'acme' }) => ({
  principalId: 'acme',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
  },
  context,
});

type Routes = Readonly<Record<string, 'answers' | 'silent'>>;

/** A socket whose routes one function serves, and its authorizer another. */
export const socketOf = (routes: Routes): ManifestSocket => ({
  authorizer: 'authorizer',
  routes: Object.entries(routes).map(([route_key, kind]) => ({
    route_key,
    operation: route_key,
    function: 'chat',
    answers: kind === 'answers',
  })),
});

type Answer = (event: SeenEvent, functionName: string) => unknown;

export interface Options extends Partial<Omit<WebSocketApiOptions, 'socket' | 'invoke'>> {
  readonly routes?: Routes;
  readonly quotas?: Partial<WebSocketQuotas>;
  /** What the authorizer answers; it allows everybody if left out. */
  readonly authorize?: Answer;
  /** What the routes' function answers; 200 if left out. */
  readonly answer?: Answer;
  /** Takes the place of both. */
  readonly invoke?: InvokeFunction;
}

export interface TestSocketApi {
  readonly port: number;
  readonly connections: Connections;
  readonly sockets: SocketServer;
  readonly access: AccessEntry[];
  /** What was invoked, in order. */
  readonly events: SeenEvent[];
  /** The events of a route. */
  of(routeKey: string): SeenEvent[];
  /** Puts another API in the place of the one that is deployed. */
  deploy(options: Options): void;
  /** Asks for a connection. @throws RefusedHandshake */
  open(target?: string): Promise<Client>;
}

const running: { server: HttpServer; sockets: SocketServer; clients: Client[] }[] = [];

/** A WebSocket API on a free port. */
export const socketApiOf = async (options: Options = {}): Promise<TestSocketApi> => {
  const events: SeenEvent[] = [];
  const access: AccessEntry[] = [];
  const connections: Connections = new Map();
  const quotas = { ...WEB_SOCKET_QUOTAS, ...options.quotas };
  const clock = options.clock ?? { now: () => Date.now() };

  const apiOf = ({ routes = {}, authorize, answer, invoke, ...more }: Options): WebSocketApi => {
    const run: InvokeFunction = async (name, event) =>
      name === 'authorizer'
        ? authorize
          ? authorize(event as SeenEvent, name)
          : policy('Allow', (event as SeenEvent).methodArn)
        : answer
          ? answer(event as SeenEvent, name)
          : { statusCode: 200 };
    return webSocketApi({
      socket: socketOf(routes),
      place: PLACE,
      throttle: { burst: 1e9, rate: 1e9 },
      throttling: true,
      clock,
      integrationMs: quotas.integrationMs,
      onAccess: (entry) => access.push(entry),
      ...more,
      invoke: (name, event, integration) => {
        events.push(event as SeenEvent);
        return (invoke ?? run)(name, event, integration);
      },
    });
  };

  let api: WebSocketApi | undefined = apiOf(options);
  const sockets = webSocketServer({ path: '/realtime', connections, quotas, clock, api: () => api });
  const server = httpServer((_request, response) => response.end('http'), sockets.upgrade);
  const clients: Client[] = [];
  running.push({ server, sockets, clients });
  const { port } = await server.listen(0, '127.0.0.1');
  return {
    port,
    connections,
    sockets,
    access,
    events,
    of: (routeKey) => events.filter(({ type, requestContext }) => !type && requestContext.routeKey === routeKey),
    deploy: (next) => {
      api = apiOf(next);
    },
    open: async (target = '/realtime?token=t') => {
      const client = await openClient(`ws://127.0.0.1:${port}${target}`);
      clients.push(client);
      return client;
    },
  };
};

/** For `afterEach`. */
export const closeSocketApis = async (): Promise<void> => {
  for (const { server, sockets, clients } of running.splice(0)) {
    await Promise.all([sockets.end(500), server.close()]);
    for (const client of clients) client.socket.terminate();
  }
};
