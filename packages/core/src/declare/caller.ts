import { type Group, TENANT_SCOPE } from './identity';

/** Every staff member of a tenant, or those in one of the named Cognito groups. */
export type StaffAccess = true | readonly Group[];

/**
 * Who may call a route.
 * - `'anyone'`: no authorizer; the function itself decides what the caller may see.
 * - otherwise the JWT authorizer runs, and the function demands a staff ID token or a service access token.
 */
export type Callers = 'anyone' | { readonly staff?: StaffAccess; readonly service?: true };

export const needsToken = (auth: Callers): auth is Exclude<Callers, 'anyone'> => auth !== 'anyone';

/**
 * The scopes API Gateway checks before the function runs. Only service-only routes have any: an ID token carries no
 * scope, so a route for both kinds of caller cannot name one.
 */
export const authorizationScopes = (auth: Callers): readonly string[] =>
  needsToken(auth) && auth.service && !auth.staff ? [TENANT_SCOPE] : [];
