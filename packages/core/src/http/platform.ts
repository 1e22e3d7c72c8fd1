import type { Directory } from '../identity/directory';
import type { TenantLimiter } from '../identity/tenant-limiter';
import type { Kernel } from '../invocation/kernel';
import type { IdempotencyStore } from './idempotency-store';

/** What the HTTP pipeline needs besides. */
export interface HttpPlatform extends Kernel {
  readonly webClientId: string;
  readonly directory: Directory;
  readonly limiter: TenantLimiter;
  readonly idempotency: IdempotencyStore;
}
