import type { Platform } from '@frontdesk/core/http';
import { type Ids, ulids } from '@frontdesk/core/ids';
import { createDirectory, createDocumentClient, openTables, type Tables } from '@frontdesk/tables';
import { type Base, createBase } from './base';

export interface TenantRuntime {
  readonly base: Base;
  readonly platform: Platform;
  readonly tables: Tables;
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
  return { base, tables, ids: ulids(), platform: { ...base, directory: createDirectory(tables, base.clock) } };
};
