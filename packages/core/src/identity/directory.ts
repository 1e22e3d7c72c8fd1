import type { AdmissibleTenant } from './admissible-tenant';

/** Looks up tenants and service clients. Answers may be up to 30 seconds old. */
export interface Directory<T extends AdmissibleTenant = AdmissibleTenant> {
  settings(tenant: string): Promise<T>;
  /** What `settings` last answered in this process, however long ago; `undefined` if it never did. */
  lastKnown(tenant: string): T | undefined;
  /** The tenants a service client is registered for; `undefined` if it is registered for none. */
  serviceTenants(clientId: string): Promise<ReadonlySet<string> | undefined>;
  /** Whether `serviceTenants` last answered, in this process and however long ago, that a service is registered for a tenant. */
  lastRegistered(clientId: string, tenant: string): boolean;
  /** Whether `serviceTenants` would refuse a service for a tenant without a look-up, because its last answer still holds. */
  refuses(clientId: string, tenant: string): boolean;
}
