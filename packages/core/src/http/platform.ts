import type { Directory } from '../identity/directory';
import type { Limiter } from '../identity/limiter';
import type { Kernel } from '../invocation/kernel';
import type { IdempotencyStore } from './idempotency-store';

/** What the HTTP pipeline needs besides. */
export interface HttpPlatform extends Kernel {
  readonly webClientId: string;
  readonly directory: Directory;
  readonly limiter: Limiter;
  readonly idempotency: IdempotencyStore;
}
