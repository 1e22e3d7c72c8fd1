import type { HttpPlatform } from '@frontdesk/core/http';
import { type Ids, ulids } from '@frontdesk/core/time';
import { createDocumentClient, type Openers, openTables, type RepositoryName, type Tables } from '@frontdesk/tables';
import { type Base, createBase } from './base';
import { tenantPlatform } from './tenant-platform';

export interface TenantRuntime<N extends RepositoryName> {
  readonly base: Base;
  readonly platform: HttpPlatform;
  readonly tables: Tables<N | 'prompts'>;
  readonly ids: Ids;
}

/**
 * What a function that works for tenants is made of: the tables, and the platform on top of them.
 * @param openers the repositories that it uses; `prompts` among them, because the platform reads a tenant's settings there.
 */
export const tenantRuntime = <N extends RepositoryName>(
  functionName: string,
  openers: Openers<N | 'prompts'>,
): TenantRuntime<N> => {
  const base = createBase(functionName);
  const client = createDocumentClient();
  const { namePrefix, clock } = base;
  const tables = openTables({ clientFor: () => client, registryClient: client, namePrefix, clock }, openers);
  return { base, tables, ids: ulids(), platform: tenantPlatform(base, tables) };
};
