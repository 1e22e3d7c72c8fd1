import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { defaultRoute, type FunctionDeclaration, httpRoutes } from '../declare/function';
import { type Route, routeKey } from '../declare/route';
import { Problem } from '../errors/problem';
import { type Authority, authorize } from '../identity/authorize';
import type { Claims } from '../identity/claims';
import type { Answer } from './answer';
import { answerOnce, type IdempotencyContext } from './answer-once';
import { readBody } from './body';
import { isKnown } from './etag';
import type { Exchange } from './exchange';
import { keyedRequest } from './idempotency-key';
import type { HttpPlatform } from './platform';
import { requireUtf8Query } from './query-string';
import type { Request } from './request';
import { validate } from './validate';

const claimsOf = (event: APIGatewayProxyEventV2): Claims | undefined =>
  (event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } }).authorizer?.jwt?.claims;

const authorityOf = (authority: Authority | undefined): Authority => {
  if (!authority) throw new Problem('internal_error', { internal: 'a route for anyone asked for its caller' });
  return authority;
};

interface Arrival {
  readonly event: APIGatewayProxyEventV2;
  readonly context: Context;
  readonly exchange: Exchange;
  readonly authority?: Authority;
  readonly idempotency?: IdempotencyContext;
}

const requestOf = <B, Q, P>(
  { event, context, exchange, authority, idempotency }: Arrival,
  platform: HttpPlatform,
  parts: { body: B; query: Q; params: P },
): Request<B, Q, P> => ({
  ...parts,
  id: exchange.requestId,
  traceparent: exchange.traceparent,
  headers: event.headers,
  method: event.requestContext.http.method,
  path: event.rawPath,
  sourceIp: event.requestContext.http.sourceIp,
  receivedAt: event.requestContext.timeEpoch,
  log: platform.log,
  get principal() {
    return authorityOf(authority).principal;
  },
  get tenant() {
    return authorityOf(authority).principal.tenant;
  },
  get admitted() {
    const { admitted } = authorityOf(authority);
    const settings = Promise.all([admitted, idempotency?.claimed]).then(([admission]) => admission.settings);
    // A handler may destructure it from the request long before it awaits it.
    settings.catch(() => undefined);
    return settings;
  },
  get origin() {
    if (!idempotency)
      throw new Problem('internal_error', { internal: 'a route that is not idempotent asked for its origin' });
    return idempotency.origin;
  },
  settle: (answer) => {
    if (!idempotency)
      throw new Problem('internal_error', { internal: 'a route that is not idempotent settled its answer' });
    return idempotency.settle(answer);
  },
  remainingMs: () => context.getRemainingTimeInMillis(),
});

const partsOf = <D>(route: Route<D>, event: APIGatewayProxyEventV2) => {
  requireUtf8Query(event.rawQueryString);
  return {
    params: route.params && validate(route.params, 'path', event.pathParameters ?? {}),
    query: route.query && validate(route.query, 'query', event.queryStringParameters ?? {}),
    body: route.body && validate(route.body, 'body', readBody(event, route)),
  };
};

/** 304 without a body for a read of what its caller already has (RFC 9110, section 15.4.5). */
const unlessKnown = (answer: Answer, { event }: Arrival): Answer => {
  const etag = answer.headers?.etag;
  const isRead = event.requestContext.http.method === 'GET' && answer.status === 200;
  return isRead && etag !== undefined && isKnown(event.headers, etag) ? { status: 304, headers: { etag } } : answer;
};

/**
 * Finds the declared route of an event and runs it: who is calling first, then what is asked, then the handler.
 */
export const dispatcher = <D>(fn: FunctionDeclaration<D>, platform: HttpPlatform, deps: D) => {
  const routes = new Map(httpRoutes(fn).map((route) => [routeKey(route), route]));
  const otherwise = defaultRoute(fn);

  const runDefault = (arrival: Arrival): Promise<Answer> => {
    if (!otherwise)
      throw new Problem('route_not_found', { internal: `no route ${arrival.event.routeKey} in ${fn.name}` });
    const parts = { body: undefined, query: undefined, params: undefined };
    return otherwise.handler(requestOf(arrival, platform, parts), deps);
  };

  const run = (route: Route<D>, arrival: Arrival, parts: ReturnType<typeof partsOf>): Promise<Answer> =>
    route.handler(requestOf(arrival, platform, parts) as never, deps);

  const runOnce = (route: Route<D>, arrival: Arrival, parts: ReturnType<typeof partsOf>): Promise<Answer> => {
    const { principal, admitted } = authorityOf(arrival.authority);
    const options = {
      store: platform.idempotency,
      log: platform.log,
      requestId: arrival.exchange.requestId,
      keyed: keyedRequest(arrival.event, principal),
      admitted,
      remainingMs: () => arrival.context.getRemainingTimeInMillis(),
    };
    return answerOnce(options, (idempotency) => run(route, { ...arrival, idempotency }, parts));
  };

  const answerOf = async (route: Route<D>, arrival: Arrival): Promise<Answer> => {
    const parts = partsOf(route, arrival.event);
    return route.idempotent ? runOnce(route, arrival, parts) : run(route, arrival, parts);
  };

  return async (event: APIGatewayProxyEventV2, context: Context, exchange: Exchange): Promise<Answer> => {
    const route = routes.get(event.routeKey);
    if (!route) return runDefault({ event, context, exchange });
    const authority = authorize(route.auth, claimsOf(event), event.headers, platform);
    if (authority) {
      platform.log.append({ tenant: authority.principal.tenant, principal: authority.principal.kind });
      void authority.admitted.then(
        ({ headers }) => Object.assign(exchange.headers, headers),
        () => undefined,
      );
    }
    const arrival = { event, context, exchange, authority };
    const answering = answerOf(route, arrival);
    answering.catch(() => undefined);
    // Whatever the handler did, nothing is answered before the caller is admitted: even a refusal reveals something.
    await authority?.admitted;
    return unlessKnown(await answering, arrival);
  };
};
