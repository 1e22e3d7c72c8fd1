import { type Grant, grant } from '@frontdesk/core/declare';
import { idempotencyTable, promptsTable, rateLimitsTable, registryTable } from '@frontdesk/tables/definitions';

/** What `tenantRuntime` itself does, before any handler runs: it finds the tenant and counts the request. */
export const tenantGrants: readonly Grant[] = [
  grant(promptsTable, 'GetItem'),
  grant(rateLimitsTable, 'UpdateItem'),
  grant(registryTable, 'GetItem'),
];

/** What it does besides for a function with idempotent routes. */
export const idempotencyGrants: readonly Grant[] = [grant(idempotencyTable, 'PutItem', 'UpdateItem')];
