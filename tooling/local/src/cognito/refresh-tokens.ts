import type { Clock } from '@frontdesk/core/time';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { notAuthorized, userDisabled } from './errors';
import type { PoolKeys } from './pool-keys';
import type { Client, PoolState, User } from './pool-state';
import { signInRevoked } from './revocation';
import type { SignIn } from './tokens';

/** Cognito's default. */
const REFRESH_TOKEN_SECONDS = 30 * 24 * 3_600;

export interface RefreshToken {
  readonly sub: string;
  readonly clientId: string;
  readonly signIn: SignIn;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/**
 * Refresh tokens contain, encrypted, everything there is to know about them, as Cognito's do. So a sign-in writes
 * nothing, and a crash loses none of them; the pool only keeps track of the revoked ones.
 */
export interface RefreshTokens {
  issue(user: User, client: Client, signIn: SignIn): Promise<string>;
  /** @throws AwsError `NotAuthorizedException` */
  read(token: string): Promise<RefreshToken>;
}

interface Payload {
  readonly sub: string;
  readonly client_id: string;
  readonly origin_jti: string;
  readonly event_id: string;
  readonly auth_time: number;
  readonly issued_at: number;
}

export const createRefreshTokens = (keys: PoolKeys, issuer: string, clock: Clock): RefreshTokens => ({
  issue: (user, client, { originJti, eventId, authTime }) => {
    const now = clock.now();
    const payload = {
      sub: user.sub,
      client_id: client.clientId,
      origin_jti: originJti,
      event_id: eventId,
      auth_time: authTime,
      issued_at: now,
    } satisfies Payload;
    return new EncryptJWT(payload)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuer(issuer)
      .setExpirationTime(new Date(now + REFRESH_TOKEN_SECONDS * 1_000))
      .encrypt(keys.refresh);
  },
  read: async (token) => {
    const decrypted = await jwtDecrypt<Payload>(token, keys.refresh, {
      issuer,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      currentDate: new Date(clock.now()),
    }).catch(() => undefined);
    if (!decrypted) throw notAuthorized('Invalid Refresh Token');
    const { sub, client_id, origin_jti, event_id, auth_time, issued_at, exp = 0 } = decrypted.payload;
    return {
      sub,
      clientId: client_id,
      signIn: { originJti: origin_jti, eventId: event_id, authTime: auth_time },
      issuedAt: issued_at,
      expiresAt: exp * 1_000,
    };
  },
});

/** The user to whom this live refresh token belongs. @throws AwsError `NotAuthorizedException` */
export const refreshingUser = (state: PoolState, client: Client, token: RefreshToken): User => {
  const user = Object.hasOwn(state.users, token.sub) ? state.users[token.sub] : undefined;
  if (!user || token.clientId !== client.clientId) throw notAuthorized('Invalid Refresh Token');
  const trace = { originJti: token.signIn.originJti, begunAt: token.issuedAt };
  if (signInRevoked(state, user, trace)) throw notAuthorized('Refresh Token has been revoked');
  if (!user.enabled) throw userDisabled();
  return user;
};
