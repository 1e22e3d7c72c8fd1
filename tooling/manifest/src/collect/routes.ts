import {
  authorizationScopes,
  defaultRoute,
  httpRoutes,
  needsToken,
  type Route,
  routeKey,
  triggersOf,
} from '@frontdesk/core/declare';
import type { ManifestRoute, ManifestSocket } from '../manifest';
import type { AnyFunction } from './any-function';

const collectRoute = (fn: AnyFunction, route: Route<never>): ManifestRoute => ({
  route_key: routeKey(route),
  method: route.method,
  path: route.path,
  operation: route.operation,
  function: fn.name,
  authorizer: needsToken(route.auth) ? 'jwt' : 'none',
  authorization_scopes: authorizationScopes(route.auth),
  callers: needsToken(route.auth)
    ? { staff: route.auth.staff ?? false, service: route.auth.service ?? false }
    : { staff: false, service: false },
  throttle: route.throttle ?? 'default',
});

const collectDefault = (fn: AnyFunction): ManifestRoute => ({
  route_key: '$default',
  method: '$default',
  operation: 'default',
  function: fn.name,
  authorizer: 'none',
  authorization_scopes: [],
  callers: { staff: false, service: false },
  throttle: 'default',
});

/** The routes of the HTTP API. */
export const collectRoutes = (functions: readonly AnyFunction[]): ManifestRoute[] =>
  functions.flatMap((fn) => [
    ...httpRoutes(fn).map((route) => collectRoute(fn, route)),
    ...(defaultRoute(fn) ? [collectDefault(fn)] : []),
  ]);

/** The WebSocket API; null if no function serves it. */
export const collectSocket = (functions: readonly AnyFunction[]): ManifestSocket | null => {
  const served = functions.flatMap((fn) => triggersOf(fn, 'socket').map((trigger) => ({ fn, trigger })));
  if (served.length === 0) return null;
  return {
    authorizer: served.find(({ trigger }) => trigger.authorizer)?.fn.name ?? '',
    routes: served.flatMap(({ fn, trigger }) =>
      trigger.routes.map((route) => ({
        route_key: route.routeKey,
        operation: route.operation,
        function: fn.name,
        answers: route.answer !== undefined,
      })),
    ),
  };
};
