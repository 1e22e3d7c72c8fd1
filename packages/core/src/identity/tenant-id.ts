import * as z from 'zod/mini';

/** Separates the parts of a key. No id may contain it. */
export const KEY_SEPARATOR = '#';

/** A tenant's id: `client_id` in the database and in HTTP, `custom:tenant_id` in Cognito. */
const TENANT_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;

export const tenantId = z.string().check(z.regex(TENANT_ID, 'must be 2 to 63 of a-z, 0-9 and -, not starting with -'));

export const isTenantId = (value: string): boolean => TENANT_ID.test(value);
