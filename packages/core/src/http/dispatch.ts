import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { FunctionDeclaration } from '../declare/function';
import { routeKey } from '../declare/route';
import { Problem } from '../errors/problem';
import { type Authority, authorize } from '../identity/authorize';
import type { Claims } from '../identity/claims';
import type { Answer } from './answer';
import { readBody } from './body';
import type { Platform } from './platform';
import type { Request } from './request';
import { validate } from './validate';

const claimsOf = (event: APIGatewayProxyEventV2): Claims | undefined =>
  (event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } }).authorizer?.jwt?.claims;

const authorityOf = (authority: Authority | undefined): Authority => {
  if (!authority) throw new Problem('internal_error', { internal: 'a route for anyone asked for its caller' });
  return authority;
};

const requestOf = <B, Q, P>(
  event: APIGatewayProxyEventV2,
  context: Context,
  platform: Platform,
  requestId: string,
  authority: Authority | undefined,
  parts: { body: B; query: Q; params: P },
): Request<B, Q, P> => ({
  ...parts,
  id: requestId,
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
    return authorityOf(authority).admitted;
  },
  remainingMs: () => context.getRemainingTimeInMillis(),
});

/**
 * Finds the declared route of an event and runs it: who is calling first, then what is asked, then the handler.
 */
export const dispatcher = <D>(fn: FunctionDeclaration<D>, platform: Platform, deps: D) => {
  const routes = new Map(fn.routes.map((route) => [routeKey(route), route]));

  return async (event: APIGatewayProxyEventV2, context: Context, requestId: string): Promise<Answer> => {
    const route = routes.get(event.routeKey);
    if (!route) {
      if (!fn.defaultRoute)
        throw new Problem('route_not_found', { internal: `no route ${event.routeKey} in ${fn.name}` });
      const parts = { body: undefined, query: undefined, params: undefined };
      return fn.defaultRoute.handler(requestOf(event, context, platform, requestId, undefined, parts), deps);
    }
    const authority = authorize(route.who, claimsOf(event), event.headers, platform.webClientId, platform.directory);
    if (authority) {
      platform.log.append({ tenant: authority.principal.tenant, principal: authority.principal.kind });
      if (route.admission !== 'joined') await authority.admitted;
    }
    const parts = {
      params: validate(route.params, 'path', event.pathParameters ?? {}),
      query: validate(route.query, 'query', event.queryStringParameters ?? {}),
      body: route.body && validate(route.body, 'body', readBody(event, route)),
    };
    return route.handler(requestOf(event, context, platform, requestId, authority, parts) as never, deps);
  };
};
