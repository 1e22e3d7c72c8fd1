import type { JwtConfiguration } from '@frontdesk/local/api-gateway/options';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { ISSUER } from './api';

export const CLIENT = 'web-client';
export const KID = 'key-1';

export interface Signing {
  readonly authorizer: JwtConfiguration;
  /** PEM of the public key: what a confused verifier would take for an HMAC secret. */
  readonly publicKeyText: string;
  /** A token that the authorizer accepts, changed as told; `undefined` removes a claim. */
  token(claims?: JWTPayload, header?: Record<string, unknown>): Promise<string>;
}

/** A fresh RSA key and an authorizer that knows it. */
export const signing = async (clock: { now(): number } = { now: () => Date.now() }): Promise<Signing> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: KID, alg: 'RS256', use: 'sig' };
  return {
    authorizer: { issuer: ISSUER, audience: () => [CLIENT], keys: createLocalJWKSet({ keys: [jwk] }) },
    publicKeyText: JSON.stringify(jwk),
    token: (claims = {}, header = {}) => {
      const now = Math.floor(clock.now() / 1000);
      const payload = { iss: ISSUER, aud: CLIENT, sub: 'u-1', iat: now, exp: now + 3600, ...claims };
      const given = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
      return new SignJWT(given).setProtectedHeader({ alg: 'RS256', kid: KID, ...header }).sign(privateKey);
    },
  };
};
