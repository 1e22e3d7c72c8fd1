import type { DefaultRoute } from '@frontdesk/core/declare';
import { Problem } from '@frontdesk/core/errors';
import { noContent } from '@frontdesk/core/http';
import type { Deps, RouteTable } from '../deps';

const isVariable = (segment: string): boolean => segment.startsWith('{');

const matches = (template: string, path: string): boolean => {
  const wanted = template.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, i) => (isVariable(segment) ? given[i] !== '' : segment === given[i]))
  );
};

/** The methods of every declared path that a request's path fits. */
export const methodsOf = (routes: RouteTable, path: string): string[] => {
  const found = Object.entries(routes).filter(([template]) => matches(template, path));
  return [...new Set(found.flatMap(([, methods]) => methods))].sort();
};

/**
 * Answers requests that no route matches. A `$default` route also receives the browsers' preflight requests, which API Gateway
 * would answer itself without it (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html): they get
 * an empty answer, to which API Gateway adds its CORS headers. Other requests get 405 with `Allow` if the path has routes for
 * other methods (RFC 9110, section 15.5.6), otherwise 404.
 */
export const defaultRoute: DefaultRoute<Deps> = {
  method: '$default',
  handler: async ({ method, path }, { routes }) => {
    const allowed = methodsOf(routes, path);
    if (method === 'OPTIONS' && allowed.length > 0) return noContent();
    if (allowed.length === 0) throw new Problem('route_not_found', { detail: 'See /openapi.json for all routes.' });
    throw new Problem('method_not_allowed', {
      detail: `${method} is not offered here; ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'}.`,
      headers: { allow: allowed.join(', ') },
    });
  },
};
