import { TENANT_CLAIM, TENANT_SCOPE } from '../declare/identity';
import { Problem } from '../errors/problem';
import { isTenantId } from './tenant-id';

/** Claims as API Gateway's JWT authorizer hands them on: every value a string, arrays as `[a b]`. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a verified token says about its bearer, before any look-up. */
export type Identity =
  | { readonly kind: 'staff'; readonly id: string; readonly tenant: string; readonly groups: readonly string[] }
  | { readonly kind: 'service'; readonly id: string };

const text = (claims: Claims, name: string): string => {
  const value = claims[name];
  return value === undefined || value === null ? '' : String(value);
};

/** `[admin agent]` → `['admin', 'agent']`: how API Gateway writes an array claim. */
export const arrayClaim = (value: string): readonly string[] =>
  value
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean);

/**
 * Tells staff from service by the token's kind. The authorizer has checked signature, issuer, expiry and audience; it
 * reads `client_id` only where `aud` is absent, so it lets through the web client's access tokens too, which prove no
 * tenant: they are refused here. (Token contents:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html)
 * @throws Problem `token_not_accepted`, `tenant_claim_missing`.
 */
export const identify = (claims: Claims, webClientId: string): Identity => {
  const use = text(claims, 'token_use');
  if (use === 'id' && text(claims, 'aud') === webClientId) {
    const tenant = text(claims, TENANT_CLAIM);
    if (!isTenantId(tenant)) {
      throw new Problem('tenant_claim_missing', {
        detail: 'The user has no valid custom:tenant_id. An administrator sets it when the user is created.',
      });
    }
    return { kind: 'staff', id: text(claims, 'sub'), tenant, groups: arrayClaim(text(claims, 'cognito:groups')) };
  }
  const isService = use === 'access' && text(claims, 'client_id') !== webClientId;
  if (isService && text(claims, 'scope').split(' ').includes(TENANT_SCOPE)) {
    return { kind: 'service', id: text(claims, 'client_id') };
  }
  throw new Problem('token_not_accepted', {
    detail: `Send a staff user's ID token, or a service client's access token with the scope ${TENANT_SCOPE}.`,
    internal: `token_use ${use || 'absent'}`,
  });
};
