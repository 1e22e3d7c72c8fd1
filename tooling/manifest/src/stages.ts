import type { ManifestRoute, ManifestStage, Throttle } from './manifest';

/**
 * API Gateway's throttles for each stage: `default` for all routes, `public` for routes that anyone can call at our
 * expense.
 */
const THROTTLES: Readonly<Record<'dev' | 'prod', { readonly default: Throttle; readonly public: Throttle }>> = {
  dev: { default: { burst: 100, rate: 50 }, public: { burst: 5, rate: 1 } },
  prod: { default: { burst: 400, rate: 200 }, public: { burst: 10, rate: 2 } },
};

const stage = (name: 'dev' | 'prod', routes: readonly ManifestRoute[]): ManifestStage => ({
  throttle: THROTTLES[name].default,
  route_throttles: Object.fromEntries(
    routes.filter((route) => route.throttle === 'public').map((route) => [route.operation, THROTTLES[name].public]),
  ),
});

/** The local stack has the development stage's throttles, so that what passes locally also passes there. */
export const stages = (routes: readonly ManifestRoute[]) => ({
  local: stage('dev', routes),
  dev: stage('dev', routes),
  prod: stage('prod', routes),
});
