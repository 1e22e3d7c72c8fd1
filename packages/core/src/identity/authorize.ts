import { type Callers, needsToken } from '../declare/caller';
import { Problem } from '../errors/problem';
import { type Admission, admit, notAllowed } from './admission';
import { type Claims, type Identity, identify } from './claims';
import type { Directory } from './directory';
import type { Limiter } from './limiter';
import type { Principal } from './principal';
import { isTenantId } from './tenant-id';

export interface Authority {
  /** Who the token says the caller is. Until `admitted` resolves, nothing is written or answered for it. */
  readonly principal: Principal;
  /** Resolves once the caller may act for the tenant, which is active and within its limit; rejects with the refusal. */
  readonly admitted: Promise<Admission>;
}

/** What the decision needs. */
export interface Gate {
  readonly webClientId: string;
  readonly directory: Directory;
  readonly limiter: Limiter;
}

const header = (headers: Readonly<Record<string, string | undefined>>): string | undefined => headers['x-client-id'];

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
  // A malformed id belongs to no tenant: the same refusal as for any tenant that is not the caller's.
  if (!isTenantId(claimed)) throw notAllowed();
  return { ...identity, tenant: claimed };
};

const checkKind = (principal: Principal, auth: Exclude<Callers, 'anyone'>): void => {
  if (principal.kind === 'service' ? !auth.service : !auth.staff) {
    throw new Problem('token_not_accepted', { detail: `This route is not for a ${principal.kind} caller.` });
  }
  if (principal.kind !== 'staff' || auth.staff === true || auth.staff === undefined) return;
  if (!auth.staff.some((group) => principal.groups.includes(group))) {
    throw new Problem('group_required', { detail: `The user must be in one of: ${auth.staff.join(', ')}.` });
  }
};

/**
 * Decides who calls and for which tenant. What the token alone decides is decided at once; the look-ups run as
 * `admitted`, beside the route's own first reads.
 * @throws Problem 400 or 403; `admitted` also 429.
 */
export const authorize = (
  auth: Callers,
  claims: Claims | undefined,
  headers: Readonly<Record<string, string | undefined>>,
  { webClientId, directory, limiter }: Gate,
): Authority | undefined => {
  if (!needsToken(auth)) return undefined;
  if (!claims) throw new Problem('internal_error', { internal: 'a protected route was called without an authorizer' });
  const principal = principalOf(identify(claims, webClientId), header(headers));
  checkKind(principal, auth);
  const admitted = admit(principal, directory, limiter);
  // Awaited later; until then a refusal must not count as unhandled.
  admitted.catch(() => undefined);
  return { principal, admitted };
};
