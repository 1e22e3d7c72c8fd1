import type { Clock } from '@frontdesk/core/time';
import type { ManifestSocket, Throttle } from '@frontdesk/manifest/manifest';
import type { AccessEntry } from '../access-log';
import type { InvokeFunction } from '../options';
import { newRequestId, traceRootOf } from '../request-ids';
import { stageThrottles } from '../throttles';
import type { Peer } from './connection';
import {
  type ApiPlace,
  authorizerEvent,
  connectEvent,
  disconnectEvent,
  type Ending,
  type EventType,
  messageEvent,
  type Occasion,
  routeArn,
} from './events';
import { type GatewayMessage, messageText, statusOf } from './gateway-message';
import type { Handshake } from './handshake';
import { type ProxyResult, proxyResult } from './proxy-answer';
import { authorization } from './request-authorizer';
import { routeSelection, type SocketRoute } from './route-selection';

export interface WebSocketApiOptions {
  readonly socket: ManifestSocket;
  readonly place: ApiPlace;
  readonly throttle: Throttle;
  /** False lifts every throttle. */
  readonly throttling: boolean;
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  /** Milliseconds that a function may take. */
  readonly integrationMs: number;
  onAccess?(entry: AccessEntry): void;
}

export type Opening =
  | { readonly opened: true; readonly peer: Peer }
  | { readonly opened: false; readonly status: number; readonly body: string };

/** What a deployed WebSocket API does with a connection: everything that its routes and functions decide. */
export interface WebSocketApi {
  /** Asks the authorizer and `$connect`. The connection is pending until this has resolved. Never rejects. */
  connect(handshake: Handshake): Promise<Opening>;
  /** Hands a message to its route. Resolves with the frame to send back, if there is one. Never rejects. */
  receive(peer: Peer, body: string): Promise<string | undefined>;
  /** Tells `$disconnect`, on a best-effort basis. Never rejects. */
  disconnect(peer: Peer, ending: Ending): Promise<void>;
}

/** The identity source `route.request.querystring.token`. */
const TOKEN = 'token';

/** What is noted about an event for the access log. */
interface Outcome {
  readonly status: number;
  readonly authorizerError?: string;
  readonly integrationErrorMessage?: string;
}

export const webSocketApi = (options: WebSocketApiOptions): WebSocketApi => {
  const { socket, place, invoke, clock, integrationMs } = options;
  const routes = routeSelection(socket.routes);
  const bucketOf = stageThrottles({ throttle: options.throttle, route_throttles: {} }, clock);
  const throttled = (route: SocketRoute): boolean => options.throttling && !bucketOf(route);

  const occasion = (): Occasion => ({ requestId: newRequestId(), time: clock.now() });
  const integration = ({ time }: Occasion) => ({ timeoutMs: integrationMs, traceRoot: traceRootOf(undefined, time) });
  const run = (route: SocketRoute, event: unknown, at: Occasion): Promise<ProxyResult> =>
    proxyResult(invoke, route.function, event, integration(at));

  const note = (at: Occasion, peer: Peer, httpMethod: EventType, routeKey: string, outcome: Outcome): void =>
    options.onAccess?.({
      requestId: at.requestId,
      connectionId: peer.connectionId,
      sourceIp: peer.sourceIp,
      requestTimeEpoch: at.time,
      httpMethod,
      path: `/${place.stage}`,
      routeKey,
      responseLatency: clock.now() - at.time,
      ...outcome,
    });

  const connect = async (handshake: Handshake): Promise<Opening> => {
    const at = occasion();
    const { peer, query } = handshake;
    const refuse = (kind: GatewayMessage, why: Omit<Outcome, 'status'> = {}, status = statusOf(kind)): Opening => {
      note(at, peer, 'CONNECT', '$connect', { status, ...why });
      return { opened: false, status, body: messageText(kind, peer.connectionId, at.requestId) };
    };
    const open = (authorized: Peer): Opening => {
      note(at, peer, 'CONNECT', '$connect', { status: 200 });
      return { opened: true, peer: authorized };
    };
    const route = routes.named('$connect');
    if (route && throttled(route)) return refuse('tooManyRequests');
    if (!query[TOKEN]) return refuse('unauthorized', { authorizerError: 'the query has no token' });
    const asked = authorizerEvent(place, at, handshake);
    const decided = await authorization(
      () => invoke(socket.authorizer, asked, integration(at)),
      routeArn(place, '$connect'),
    );
    if (!decided.allowed) return refuse(decided.refusal, { authorizerError: decided.reason });
    const authorized: Peer = { ...peer, authorizer: decided.context };
    if (!route) return open(authorized);
    const result = await run(route, connectEvent(place, at, { ...handshake, peer: authorized }), at);
    if (!result.ok) {
      return refuse(result.timedOut ? 'timedOut' : 'badGateway', { integrationErrorMessage: result.error });
    }
    const accepted = result.status >= 200 && result.status < 300;
    return accepted ? open(authorized) : refuse('forbidden', {}, result.status);
  };

  const receive = async (peer: Peer, body: string): Promise<string | undefined> => {
    const at = occasion();
    const route = routes.select(body);
    const routeKey = route?.route_key ?? '-';
    const say = (kind: GatewayMessage, integrationErrorMessage?: string): string => {
      note(at, peer, 'MESSAGE', routeKey, {
        status: statusOf(kind),
        ...(integrationErrorMessage !== undefined && { integrationErrorMessage }),
      });
      return messageText(kind, peer.connectionId, at.requestId);
    };
    if (!route) return say('forbidden');
    if (throttled(route)) return say('tooManyRequests');
    const result = await run(route, messageEvent(place, at, peer, route.route_key, body), at);
    if (!result.ok) return say(result.timedOut ? 'timedOut' : 'failed', result.error);
    // With any other status, API Gateway replaces the function's answer with its own text.
    if (result.status < 200 || result.status > 299) return say('failed', `the function answered ${result.status}`);
    note(at, peer, 'MESSAGE', routeKey, { status: result.status });
    return route.answers && result.body !== '' ? result.body : undefined;
  };

  const disconnect = async (peer: Peer, ending: Ending): Promise<void> => {
    const route = routes.named('$disconnect');
    if (!route) return;
    const at = occasion();
    const result = await run(route, disconnectEvent(place, at, peer, ending), at);
    note(at, peer, 'DISCONNECT', '$disconnect', {
      status: result.ok ? result.status : statusOf('failed'),
      ...(!result.ok && { integrationErrorMessage: result.error }),
    });
  };

  return { connect, receive, disconnect };
};
