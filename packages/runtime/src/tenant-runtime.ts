import type { HttpPlatform } from '@frontdesk/core/http';
import { type Ids, ulids } from '@frontdesk/core/ids';
import { createDocumentClient, openTables, type Tables } from '@frontdesk/tables';
import { type Base, createBase } from './base';
import { tenantPlatform } from './tenant-platform';

export interface TenantRuntime {
  readonly base: Base;
  readonly platform: HttpPlatform;
  readonly tables: Tables;
  readonly ids: Ids;
}

/** What a function that works for tenants is made of: tables behind `forTenant`, and the platform on top of them. */
export const tenantRuntime = (functionName: string): TenantRuntime => {
  const base = createBase(functionName);
  const client = createDocumentClient();
  const tables = openTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: base.namePrefix,
    clock: base.clock,
  });
  return { base, tables, ids: ulids(), platform: tenantPlatform(base, tables) };
};
