import { Cache } from '@frontdesk/core/cache';
import type { Clock } from '@frontdesk/core/time';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { claimTexts, tokenScopes } from './claims';
import type { JwtConfiguration } from './options';

/** `requestContext.authorizer.jwt` of the event. */
export interface JwtContext {
  readonly claims: Readonly<Record<string, string>>;
  /** The token's scopes; null on a route that asks for none. */
  readonly scopes: readonly string[] | null;
}

export type Authorization =
  | { readonly allowed: true; readonly jwt: JwtContext }
  | { readonly allowed: false; readonly status: 401 | 403; readonly challenge: string; readonly reason: string };

export type Authorize = (authorization: string | undefined, scopes: readonly string[]) => Promise<Authorization>;

/** A refusal in the words of the `www-authenticate` header. */
class InvalidToken extends Error {}

/**
 * What the header says of an error. AWS documents the text for the audience
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html), and the one for
 * segments is known from live APIs; the others are worded in the same style.
 */
const describe = (error: unknown): string => {
  if (error instanceof InvalidToken) return error.message;
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'the token does not have a valid issuer';
    if (error.claim === 'nbf') return 'the token is not valid yet';
    return 'the token has invalid claims';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the signing method is invalid';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature is invalid';
  if (error instanceof errors.JWKSNoMatchingKey) return 'the signing key is unknown';
  return 'the token is malformed';
};

/** How many tokens' signatures are remembered: more than the users who try things out. */
const REMEMBERED_TOKENS = 100;

const isTimely = ({ exp = 0, nbf = 0 }: JWTPayload, seconds: number): boolean => exp > seconds && nbf <= seconds;

const withKeyId =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  (header, token) => {
    if (typeof header.kid !== 'string') throw new InvalidToken('the signing key is unknown');
    return keys(header, token);
  };

const refused = (scopes: readonly string[], description: string, reason: string): Authorization => ({
  allowed: false,
  status: 401,
  challenge: `Bearer scope="${scopes.join(' ')}" error="invalid_token" error_description="${description}"`,
  reason,
});

/**
 * The JWT authorizer, with the rules of
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html: the identity source is
 * `$request.header.Authorization`, with or without `Bearer `; RS256 only; `kid`, `iss`, `aud` (or `client_id` where
 * there is no `aud`), `exp`, `nbf` and `iat` are checked with no leeway; one of the route's scopes is enough.
 */
export const jwtAuthorizer = ({ issuer, audience, keys }: JwtConfiguration, clock: Clock): Authorize => {
  const getKey = withKeyId(keys);

  const checkAudience = ({ aud, client_id }: JWTPayload): void => {
    const named = aud === undefined ? [client_id] : [aud].flat();
    const known = audience();
    if (!named.some((name) => typeof name === 'string' && known.includes(name))) {
      throw new InvalidToken('the token does not have a valid audience');
    }
  };

  const verifyInFull = async (token: string): Promise<JWTPayload> => {
    if (token.split('.').length !== 3) throw new InvalidToken('token contains an invalid number of segments');
    const { payload } = await jwtVerify(token, getKey, {
      algorithms: ['RS256'],
      issuer,
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
    });
    return payload;
  };

  /** Of a token, its signature and its issuer stay as they are; everything else is checked on every request. */
  const verified = new Cache<JWTPayload>({ maxWeight: REMEMBERED_TOKENS });

  const verify = async (token: string): Promise<JWTPayload> => {
    const payload = await verified.get(token, () => verifyInFull(token));
    const seconds = clock.now() / 1000;
    // Verifying it again says what is wrong with it now.
    if (!isTimely(payload, Math.floor(seconds))) await verifyInFull(token);
    checkAudience(payload);
    if (payload.iat !== undefined && payload.iat > seconds) throw new InvalidToken('the token is used before issued');
    return payload;
  };

  return async (authorization, scopes) => {
    const token = authorization?.trim().replace(/^Bearer(?:\s+|$)/i, '') ?? '';
    if (token === '') return { allowed: false, status: 401, challenge: 'Bearer', reason: 'no token' };
    let claims: JWTPayload;
    try {
      claims = await verify(token);
    } catch (error) {
      return refused(scopes, describe(error), error instanceof Error ? error.message : String(error));
    }
    const granted = tokenScopes(claims);
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
      // In the form of RFC 6750, section 3.1: AWS documents only the status.
      const challenge = `Bearer scope="${scopes.join(' ')}" error="insufficient_scope"`;
      return { allowed: false, status: 403, challenge, reason: 'the token has none of the scopes of the route' };
    }
    return { allowed: true, jwt: { claims: claimTexts(claims), scopes: scopes.length > 0 ? granted : null } };
  };
};
