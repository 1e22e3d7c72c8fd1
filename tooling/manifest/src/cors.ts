import type { ManifestCors } from './manifest';

/**
 * What browsers may send and read. The origins are each environment's own: see `envs/*`, and `*` on the laptop. No cookies
 * are used, so no credentials are allowed.
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
