import type { ManifestSocket } from '@frontdesk/manifest/manifest';

export type SocketRoute = ManifestSocket['routes'][number];

/** What `$request.body.action` evaluates to; undefined if the body is not a JSON object that has it. */
const actionOf = (body: string): string | undefined => {
  try {
    const { action } = (JSON.parse(body) ?? {}) as { action?: unknown };
    return typeof action === 'object' || action === undefined ? undefined : String(action);
  } catch {
    return undefined;
  }
};

/**
 * The route of a message: the one that its `action` names, otherwise `$default` if there is one. A client cannot name
 * any of the three that begin with a `$`.
 */
export const routeSelection = (routes: readonly SocketRoute[]) => {
  const byKey = new Map(routes.map((route) => [route.route_key, route]));
  return {
    named: (routeKey: '$connect' | '$disconnect'): SocketRoute | undefined => byKey.get(routeKey),
    select: (body: string): SocketRoute | undefined => {
      const action = actionOf(body);
      const named = action === undefined || action.startsWith('$') ? undefined : byKey.get(action);
      return named ?? byKey.get('$default');
    },
  };
};
