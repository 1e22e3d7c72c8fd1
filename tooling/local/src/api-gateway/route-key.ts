/** One segment of a route's path: a literal, `{name}`, or `{name+}`, which takes the rest of the path. */
export type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'variable' | 'greedy'; readonly name: string };

/** A parsed route key: `GET /faq/{faq_id}`, `ANY /{proxy+}`. */
export interface RoutePattern {
  readonly method: string;
  readonly segments: readonly Segment[];
}

const segmentOf = (text: string): Segment => {
  const [, name, plus] = /^\{([^{}+]+)(\+)?\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'static', text };
  return { kind: plus ? 'greedy' : 'variable', name };
};

/** A path's segments, with an empty one after a trailing slash: to API Gateway `/faq/` is not `/faq`. */
export const pathSegments = (path: string): string[] => path.slice(1).split('/');

/**
 * Reads a route key; `$default` has no pattern.
 * @throws Error for a key for which API Gateway would not create a route.
 */
export const parseRouteKey = (routeKey: string): RoutePattern | undefined => {
  if (routeKey === '$default') return undefined;
  const [method = '', path = '', more] = routeKey.split(' ');
  const segments = pathSegments(path).map(segmentOf);
  const lastGreedy = segments.findIndex(({ kind }) => kind === 'greedy');
  const misplaced = lastGreedy >= 0 && lastGreedy !== segments.length - 1;
  if (!/^[A-Z]+$/.test(method) || !path.startsWith('/') || more !== undefined || misplaced) {
    throw new Error(`not a route key: ${routeKey}`);
  }
  return { method, segments };
};
