import type { ManifestCors } from './manifest';

/**
 * The CORS settings that are the same everywhere. Each environment sets its own origins (`envs/*`); the local stack
 * allows all. We use no cookies, so credentials are not allowed.
 */
export const CORS: ManifestCors = {
  allow_methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allow_headers: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
    'if-none-match',
    'traceparent',
    'x-client-id',
    'x-request-id',
  ],
  expose_headers: [
    'apigw-requestid',
    'etag',
    'idempotency-replayed',
    'location',
    'ratelimit',
    'ratelimit-policy',
    'retry-after',
    'traceparent',
    'x-request-id',
  ],
  max_age_seconds: 3_600,
};
