import type { Clock } from '@frontdesk/core/time';
import type { ManifestRoute, ManifestStage } from '@frontdesk/manifest/manifest';
import { TokenBucket } from './token-bucket';

/**
 * A stage's throttles. Each route has its own bucket, which all callers share. Its size and rate are the route's own if
 * it has any, otherwise the stage's. Limits of a stage "are applied at the API method level"
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
 */
export const stageThrottles = (
  stage: ManifestStage,
  clock: Clock,
): ((route: Pick<ManifestRoute, 'route_key' | 'operation'>) => boolean) => {
  const buckets = new Map<string, TokenBucket>();
  return (route) => {
    const bucket =
      buckets.get(route.route_key) ?? new TokenBucket(stage.route_throttles[route.operation] ?? stage.throttle, clock);
    buckets.set(route.route_key, bucket);
    return bucket.take();
  };
};
