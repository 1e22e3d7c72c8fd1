import { randomUUID } from 'node:crypto';
import { type Clock, epochSeconds } from '@frontdesk/core/time';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { notAuthorized } from './errors';
import type { PoolKeys } from './pool-keys';
import type { Client, User } from './pool-state';
import { newTimedId, timeOfId } from './random-id';
import type { SignInTrace } from './revocation';
import { USER_READABLE } from './user-attributes';

export const TOKEN_SECONDS = 3_600;
const SELF_SCOPE = 'aws.cognito.signin.user.admin';

/** One sign-in. Tokens that are refreshed later still refer to it. */
export interface SignIn {
  /** Shows to the millisecond when the sign-in began, which no other claim does. */
  readonly originJti: string;
  readonly eventId: string;
  /** Epoch seconds. */
  readonly authTime: number;
}

export const newSignIn = (clock: Clock): SignIn => ({
  originJti: newTimedId(clock.now()),
  eventId: randomUUID(),
  authTime: epochSeconds(clock.now()),
});

export interface AccessToken extends SignInTrace {
  readonly sub: string;
}

/**
 * Makes the tokens of a user pool, claim by claim as Cognito makes them
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html).
 */
export interface TokenIssuer {
  idToken(user: User, client: Client, signIn: SignIn): Promise<string>;
  accessToken(user: User, client: Client, signIn: SignIn): Promise<string>;
  /** A service client's own token. */
  clientToken(client: Client, scopes: readonly string[]): Promise<string>;
  /** Which user and which sign-in an access token belongs to. @throws AwsError `NotAuthorizedException` */
  verifyAccessToken(token: string): Promise<AccessToken>;
}

/** The attributes that the web client may read. */
const attributeClaims = ({ attributes }: User): JWTPayload =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => USER_READABLE.has(name))
      .map(([name, value]) => [name, name === 'email_verified' ? value === 'true' : value]),
  );

const userClaims = ({ sub, groups }: User, { originJti, eventId, authTime }: SignIn): JWTPayload => ({
  sub,
  ...(groups.length > 0 && { 'cognito:groups': groups }),
  origin_jti: originJti,
  event_id: eventId,
  auth_time: authTime,
});

export const createTokenIssuer = (keys: PoolKeys, issuer: string, clock: Clock): TokenIssuer => {
  const sign = (claims: JWTPayload): Promise<string> => {
    const now = epochSeconds(clock.now());
    return new SignJWT({ ...claims, iss: issuer, iat: now, exp: now + TOKEN_SECONDS, jti: randomUUID() })
      .setProtectedHeader({ kid: keys.kid, alg: 'RS256' })
      .sign(keys.signing);
  };
  return {
    idToken: (user, { clientId }, signIn) =>
      sign({
        ...attributeClaims(user),
        ...userClaims(user, signIn),
        'cognito:username': user.sub,
        aud: clientId,
        token_use: 'id',
      }),
    accessToken: (user, { clientId }, signIn) =>
      sign({
        ...userClaims(user, signIn),
        client_id: clientId,
        token_use: 'access',
        scope: SELF_SCOPE,
        username: user.sub,
      }),
    clientToken: ({ clientId }, scopes) =>
      sign({
        sub: clientId,
        client_id: clientId,
        token_use: 'access',
        scope: scopes.join(' '),
        auth_time: epochSeconds(clock.now()),
        version: 2,
      }),
    verifyAccessToken: async (token) => {
      const verified = await jwtVerify(token, keys.verification, {
        algorithms: ['RS256'],
        issuer,
        currentDate: new Date(clock.now()),
      }).catch((error: unknown) => {
        throw notAuthorized(error instanceof errors.JWTExpired ? 'Access Token has expired' : 'Invalid Access Token');
      });
      const { sub, scope, origin_jti: originJti } = verified.payload;
      if (!sub || scope !== SELF_SCOPE || typeof originJti !== 'string') throw notAuthorized('Invalid Access Token');
      return { sub, originJti, begunAt: timeOfId(originJti) };
    },
  };
};
