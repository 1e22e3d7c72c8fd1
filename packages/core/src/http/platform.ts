import type { Clock } from '../clock';
import type { Directory } from '../identity/directory';
import type { TenantLimiter } from '../identity/tenant-limiter';
import type { Log } from '../observe/log';
import type { Metrics } from '../observe/metrics';
import type { IdempotencyStore } from './idempotency-store';

/** What the HTTP pipeline needs, made once per cold start and handed in. */
export interface Platform {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly webClientId: string;
  readonly directory: Directory;
  readonly limiter: TenantLimiter;
  readonly idempotency: IdempotencyStore;
}
