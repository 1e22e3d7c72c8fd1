import type { Platform } from '@frontdesk/core/http';
import { type Ids, ulids } from '@frontdesk/core/ids';
import { createLimiter, type Limiter } from '@frontdesk/rate-limit/limiter';
import { tenantLimiter } from '@frontdesk/rate-limit/tenant-limiter';
import {
  createDirectory,
  createDocumentClient,
  createIdempotencyStore,
  openTables,
  type Tables,
} from '@frontdesk/tables';
import { type Base, createBase } from './base';

export interface TenantRuntime {
  readonly base: Base;
  readonly platform: Platform;
  readonly tables: Tables;
  /** For limits besides the tenant's own, which the platform sees to. */
  readonly limiter: Limiter;
  readonly ids: Ids;
}

/** The platform of a function that works for tenants: tables behind `forTenant`, and the directory on top of them. */
export const tenantRuntime = (functionName: string): TenantRuntime => {
  const base = createBase(functionName);
  const client = createDocumentClient();
  const tables = openTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: base.namePrefix,
    clock: base.clock,
  });
  const limiter = createLimiter({ ...base, counters: tables.rateLimits });
  const platform = {
    ...base,
    directory: createDirectory(tables, base.clock),
    limiter: tenantLimiter(limiter),
    idempotency: createIdempotencyStore(tables),
  };
  return { base, platform, tables, limiter, ids: ulids() };
};
