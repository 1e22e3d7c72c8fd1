import { type Callers, needsToken } from '../declare/caller';
import { Problem } from '../errors/problem';
import type { TenantSettings } from '../tenant/settings';
import { isTenantId } from '../tenant/tenant-id';
import { type Claims, type Identity, identify } from './claims';
import type { Directory } from './directory';
import type { Principal } from './principal';

export interface Authority {
  /** Who the token says the caller is. Until `admitted` resolves, nothing may be written or answered for it. */
  readonly principal: Principal;
  /** Resolves once the caller may act for the tenant and the tenant is active; rejects with the refusal. */
  readonly admitted: Promise<TenantSettings>;
}

const header = (headers: Readonly<Record<string, string | undefined>>): string | undefined => headers['x-client-id'];

const notAllowed = (): Problem =>
  new Problem('tenant_not_allowed', { detail: 'The service client is not registered for the tenant in x-client-id.' });

const principalOf = (identity: Identity, claimed: string | undefined): Principal => {
  if (identity.kind === 'staff') {
    if (claimed !== undefined && claimed !== identity.tenant) {
      throw new Problem('tenant_mismatch', { detail: "x-client-id must be left out or name the user's own tenant." });
    }
    return identity;
  }
  if (claimed === undefined) {
    throw new Problem('tenant_header_missing', {
      detail: 'A service client says in x-client-id for which of its tenants it acts.',
      errors: [{ location: 'header.x-client-id', message: 'is required' }],
    });
  }
  // A malformed id can be nobody's tenant: the same refusal as for any tenant that is not the caller's.
  if (!isTenantId(claimed)) throw notAllowed();
  return { ...identity, tenant: claimed };
};

const checkKind = (principal: Principal, who: Exclude<Callers, 'anyone'>): void => {
  if (principal.kind === 'service' ? !who.service : !who.staff) {
    throw new Problem('token_not_accepted', { detail: `This route is not for a ${principal.kind} caller.` });
  }
  if (principal.kind !== 'staff' || who.staff === true || who.staff === undefined) return;
  if (!who.staff.some((group) => principal.groups.includes(group))) {
    throw new Problem('group_required', { detail: `The user must be in one of: ${who.staff.join(', ')}.` });
  }
};

const admit = async (principal: Principal, directory: Directory): Promise<TenantSettings> => {
  const [tenants, settings] = await Promise.all([
    principal.kind === 'service' ? directory.serviceTenants(principal.id) : undefined,
    directory.settings(principal.tenant),
  ]);
  // Authority first: whether a foreign tenant exists or is suspended must never show.
  if (principal.kind === 'service') {
    if (!tenants)
      throw new Problem('service_not_registered', { detail: 'Register it with scripts/tenant.sh register-service.' });
    if (!tenants.has(principal.tenant)) throw notAllowed();
  }
  if (settings.status === 'suspended') {
    throw new Problem('tenant_suspended', { detail: 'The tenant is suspended. Its data is kept.' });
  }
  return settings;
};

/**
 * Decides who calls and for which tenant. What the token alone decides is decided at once; the look-ups run as
 * `admitted`, so that a route may wait for them together with its own first reads.
 * @throws Problem 400 or 403.
 */
export const authorize = (
  who: Callers,
  claims: Claims | undefined,
  headers: Readonly<Record<string, string | undefined>>,
  webClientId: string,
  directory: Directory,
): Authority | undefined => {
  if (!needsToken(who)) return undefined;
  if (!claims) throw new Problem('internal_error', { internal: 'a protected route was called without an authorizer' });
  const principal = principalOf(identify(claims, webClientId), header(headers));
  checkKind(principal, who);
  const admitted = admit(principal, directory);
  // Awaited later; until then a refusal must not count as unhandled.
  admitted.catch(() => undefined);
  return { principal, admitted };
};
