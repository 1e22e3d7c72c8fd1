import type { HttpPlatform } from '@frontdesk/core/http';
import type { Directory, Limiter } from '@frontdesk/core/identity';
import { type Ids, ulids } from '@frontdesk/core/time';
import { createLimiter } from '@frontdesk/limits';
import {
  createDocumentClient,
  createTenantDirectory,
  type Openers,
  openPublicTables,
  type PublicTables,
  type RepositoryName,
} from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { type Base, createBase } from './base';
import { publicPlatform } from './public-platform';

export interface PublicRuntime<N extends RepositoryName> {
  readonly base: Base;
  readonly platform: HttpPlatform;
  readonly tables: PublicTables<N | 'prompts'>;
  readonly directory: Pick<Directory<TenantSettings>, 'settings' | 'lastKnown'>;
  readonly limiter: Limiter;
  readonly ids: Ids;
}

/**
 * What a function is made of whose routes are for anyone, at a tenant that they name. The pipeline admits everybody to it: its
 * handlers look the tenant up and count the caller.
 * @param openers the repositories that it uses; `prompts` among them, which holds the tenants' settings.
 */
export const publicRuntime = <N extends RepositoryName>(
  functionName: string,
  openers: Openers<N | 'prompts'>,
): PublicRuntime<N> => {
  const base = createBase(functionName);
  const client = createDocumentClient();
  const { namePrefix, clock } = base;
  const tables = openPublicTables({ clientFor: () => client, registryClient: client, namePrefix, clock }, openers);
  return {
    base,
    tables,
    platform: publicPlatform(base),
    directory: createTenantDirectory(tables, clock),
    limiter: createLimiter({ ...base, counters: tables.rateLimits }),
    ids: ulids(),
  };
};
