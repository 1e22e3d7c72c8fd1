/** Who calls, for which tenant, and how much may be asked. */
export type { AdmissibleTenant } from './admissible-tenant';
export { type Claims, type Identity, identify } from './claims';
export type { Directory } from './directory';
export { type Limiter, type LimitPolicy, tenantPolicy } from './limiter';
export type { Principal } from './principal';
export { isTenantId, KEY_SEPARATOR, tenantId } from './tenant-id';
export { INBOX, THREAD_ID } from './thread-id';
