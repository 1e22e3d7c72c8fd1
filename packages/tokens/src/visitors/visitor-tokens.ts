import { THREAD_ID, tenantId } from '@frontdesk/core/identity';
import { type Clock, epochSeconds } from '@frontdesk/core/time';
import * as z from 'zod/mini';
import { parseJwt, signJwt, verifiedClaims } from './jwt';
import { CLOCK_LEEWAY_MS, MOST_TOKEN_SECONDS, RENEWAL_DAYS, TOKEN_SECONDS } from './lifetimes';
import type { VisitorKeys } from './visitor-keys';

/** An end customer in the one conversation that belongs to them. */
export interface Visitor {
  readonly tenant: string;
  readonly visitorId: string;
  readonly threadId: string;
}

export interface VisitorToken extends Visitor {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface VisitorTokens {
  /** @throws Problem `temporarily_unavailable` if no key is known. */
  issue(visitor: Visitor): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /**
   * Whom a token is for; `undefined` if it is not ours or has expired.
   * @throws Problem `temporarily_unavailable` if its key cannot be looked up.
   */
  verify(token: string): Promise<VisitorToken | undefined>;
  /** The same for a token that is only to be renewed: it may have expired up to thirty days ago. */
  verifyForRenewal(token: string): Promise<VisitorToken | undefined>;
}

export interface VisitorTokensOptions {
  readonly keys: VisitorKeys;
  /** Who signs: `${app}-${env}`. Tokens of another environment are refused even if it had the same keys. */
  readonly issuer: string;
  readonly clock: Clock;
  /** How long a token is good for, at most a day; an hour if left out. */
  readonly tokenSeconds?: number;
}

/** Whom our tokens are for (RFC 7519, section 4.1.3), so that no other kind of token with these keys could stand in for one. */
const AUDIENCE = 'visitor';

const RENEWAL_MS = RENEWAL_DAYS * 86_400_000;

const id = z.string().check(z.regex(THREAD_ID));
const seconds = z.int().check(z.gte(0));

const claimsOf = (issuer: string) =>
  z.strictObject({
    iss: z.literal(issuer),
    aud: z.literal(AUDIENCE),
    sub: id,
    tenant: tenantId,
    thread: id,
    iat: seconds,
    exp: seconds,
  });

/** Visitor tokens: JWTs with HS256 (RFC 7519) that name a tenant, a visitor (`sub`) and the visitor's thread. */
export const createVisitorTokens = (options: VisitorTokensOptions): VisitorTokens => {
  const { keys, issuer, clock, tokenSeconds = TOKEN_SECONDS } = options;
  if (!(tokenSeconds >= 1 && tokenSeconds <= MOST_TOKEN_SECONDS)) {
    throw new Error(`a visitor token is good for 1 to ${MOST_TOKEN_SECONDS} seconds, not ${tokenSeconds}`);
  }
  const claims = claimsOf(issuer);

  const verify = async (token: string, graceMs: number): Promise<VisitorToken | undefined> => {
    const jwt = parseJwt(token);
    const key = jwt && (await keys.find(jwt.kid));
    const parsed = key && claims.safeParse(verifiedClaims(jwt, key.secret));
    if (!parsed?.success) return undefined;
    const { sub, tenant, thread, iat, exp } = parsed.data;
    const now = clock.now();
    const timely = iat * 1_000 <= now + CLOCK_LEEWAY_MS && iat < exp && now < exp * 1_000 + graceMs;
    return timely ? { tenant, visitorId: sub, threadId: thread, expiresAt: exp * 1_000 } : undefined;
  };

  return {
    issue: async ({ tenant, visitorId, threadId }) => {
      const key = await keys.signing();
      const iat = epochSeconds(clock.now());
      const exp = iat + tokenSeconds;
      const signed = { iss: issuer, aud: AUDIENCE, sub: visitorId, tenant, thread: threadId, iat, exp };
      return { token: signJwt(signed, key), expiresAt: exp * 1_000 };
    },
    verify: (token) => verify(token, 0),
    verifyForRenewal: (token) => verify(token, RENEWAL_MS),
  };
};
