import { type Identity, identify } from '@frontdesk/core/identity';
import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError, JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { fetchJwks } from './fetch-jwks';

/** What a user pool's token proves where no JWT authorizer of API Gateway stands in front. */
export interface StaffToken {
  /** The same as `identify` makes of an HTTP request's claims. */
  readonly identity: Identity;
  /** What its user goes by: the `sub`, the username and the e-mail address, as far as the token names them. */
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface StaffTokens {
  /** Reads the pool's keys, so that the first token need not wait for them. */
  hydrate(): Promise<void>;
  /**
   * What a token proves; `undefined` if the pool did not sign it, or it has expired. Keys are read once; for a `kid` that they
   * lack they are read again, at most every ten seconds.
   * @throws Problem 403 from `identify` for a genuine token of the wrong kind; another error if the keys cannot be read.
   */
  verify(token: string): Promise<StaffToken | undefined>;
}

export interface StaffTokensOptions {
  /** The `iss` of the pool's tokens. */
  readonly issuer: string;
  /** Where the pool publishes its keys (RFC 8414, section 2: `jwks_uri`). */
  readonly jwksUri: string;
  readonly webClientId: string;
  readonly fetch?: (uri: string) => Promise<ArrayBuffer>;
}

/** Whether an error says something about the token, not about the pool or the way to it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof JwtBaseError && !(error instanceof FetchError) && !(error instanceof JwksValidationError);

const NAMES = ['sub', 'cognito:username', 'email'];

/** Verifies the tokens of one Cognito user pool. */
export const createStaffTokens = ({
  issuer,
  jwksUri,
  webClientId,
  fetch = fetchJwks,
}: StaffTokensOptions): StaffTokens => {
  // `identify` decides by audience and kind, so that a genuine token of the wrong kind is told apart from a forged one.
  const verifier = JwtVerifier.create(
    { issuer, jwksUri, audience: null },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch } }) },
  );
  return {
    hydrate: () => verifier.hydrate(),
    verify: async (token) => {
      const claims = await verifier.verify(token).catch((error: unknown) => {
        if (isRefusal(error)) return undefined;
        throw error;
      });
      if (claims?.exp === undefined) return undefined;
      return {
        identity: identify(claims, webClientId),
        names: NAMES.map((name) => claims[name]).filter((value) => typeof value === 'string'),
        expiresAt: claims.exp * 1_000,
      };
    },
  };
};
