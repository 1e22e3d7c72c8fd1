import type { ManifestRoute } from '@frontdesk/manifest/manifest';
import { parseRouteKey, pathSegments, type RoutePattern, type Segment } from './route-key';

export interface RouteMatch {
  readonly route: ManifestRoute;
  /** Absent where the route has no variables, as in the event. */
  readonly pathParameters?: Readonly<Record<string, string>>;
}

export type SelectRoute = (method: string, path: string) => RouteMatch | undefined;

interface Candidate extends RoutePattern {
  readonly route: ManifestRoute;
}

const isGreedy = ({ segments }: RoutePattern): boolean => segments.at(-1)?.kind === 'greedy';

const RANK: Readonly<Record<Segment['kind'], number>> = { static: 0, variable: 1, greedy: 2 };

/** Orders by preference: a method before `ANY`, then the path by its first segment that differs in kind. */
const bySpecificity = (a: Candidate, b: Candidate): number => {
  const method = Number(a.method === 'ANY') - Number(b.method === 'ANY');
  if (method !== 0) return method;
  for (const [position, segment] of a.segments.entries()) {
    const other = b.segments[position];
    const rank = other ? RANK[segment.kind] - RANK[other.kind] : -1;
    if (rank !== 0) return rank;
  }
  return 0;
};

/** Only a route with as many segments as the path can match it in full. */
const byLength = (candidates: readonly Candidate[]): ReadonlyMap<number, readonly Candidate[]> => {
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.segments.length);
    if (group) group.push(candidate);
    else groups.set(candidate.segments.length, [candidate]);
  }
  return groups;
};

const segmentMatches = (segment: Segment, text: string | undefined): boolean => {
  if (text === undefined) return false;
  if (segment.kind === 'static') return segment.text === text;
  // A greedy variable may be empty, so that `/files/{proxy+}` takes `/files/`; a plain one may not.
  return segment.kind === 'greedy' || text !== '';
};

const matches = (candidate: Candidate, method: string, texts: readonly string[]): boolean =>
  (candidate.method === method || candidate.method === 'ANY') &&
  candidate.segments.every((segment, position) => segmentMatches(segment, texts[position]));

const matchOf = ({ route, segments }: Candidate, texts: readonly string[]): RouteMatch => {
  const parameters = segments.flatMap((segment, position): [string, string][] => {
    if (segment.kind === 'static') return [];
    return [[segment.name, segment.kind === 'greedy' ? texts.slice(position).join('/') : (texts[position] ?? '')]];
  });
  return parameters.length === 0 ? { route } : { route, pathParameters: Object.fromEntries(parameters) };
};

/**
 * Selects routes as API Gateway does: a full match, then a greedy one, then `$default`; among equals the more specific
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation).
 * The path is the decoded one.
 */
export const routeTable = (routes: readonly ManifestRoute[]): SelectRoute => {
  const candidates = routes.flatMap((route): Candidate[] => {
    const pattern = parseRouteKey(route.route_key);
    return pattern ? [{ route, ...pattern }] : [];
  });
  candidates.sort(bySpecificity);
  const greedy = candidates.filter(isGreedy);
  const full = byLength(candidates.filter((candidate) => !isGreedy(candidate)));
  const fallback = routes.find(({ route_key }) => route_key === '$default');

  return (method, path) => {
    const texts = pathSegments(path);
    const found =
      full.get(texts.length)?.find((candidate) => matches(candidate, method, texts)) ??
      greedy.find((candidate) => matches(candidate, method, texts));
    if (found) return matchOf(found, texts);
    return fallback && { route: fallback };
  };
};
