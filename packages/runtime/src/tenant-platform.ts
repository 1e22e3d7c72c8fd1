import type { HttpPlatform } from '@frontdesk/core/http';
import { createLimiter } from '@frontdesk/limits';
import { createDirectory, createIdempotencyStore, type Tables } from '@frontdesk/tables';
import type { Base } from './base';

/** What the HTTP pipeline of a function that works for tenants needs. */
export const tenantPlatform = (
  base: Pick<Base, 'log' | 'metrics' | 'clock' | 'webClientId'>,
  tables: Tables<'prompts'>,
): HttpPlatform => ({
  ...base,
  directory: createDirectory(tables, base.clock),
  limiter: createLimiter({ ...base, counters: tables.rateLimits }),
  idempotency: createIdempotencyStore(tables),
});
