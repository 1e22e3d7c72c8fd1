import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { openStateFile } from '../data/state-file';

interface KeyFile {
  readonly signing: JWK;
  /** Base64, 32 bytes: refresh tokens are encrypted with it. */
  readonly refresh: string;
  /** Base64, 32 bytes: answers about users that do not exist are derived from it. */
  readonly simulation: string;
}

/** The keys of one pool. They are made once and kept in its folder, readable by the owner alone. */
export interface PoolKeys {
  readonly kid: string;
  readonly signing: CryptoKey;
  /** The public half, as `jwks.json` publishes it. */
  readonly jwks: JSONWebKeySet;
  /** The same for `jwtVerify`. */
  readonly verification: JWTVerifyGetKey;
  readonly refresh: Uint8Array;
  readonly simulation: Uint8Array;
}

const ALGORITHM = 'RS256';

const newKeys = async (): Promise<KeyFile> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return {
    signing: { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: ALGORITHM, use: 'sig' },
    refresh: randomBytes(32).toString('base64'),
    simulation: randomBytes(32).toString('base64'),
  };
};

export const openPoolKeys = async (path: string): Promise<PoolKeys> => {
  const { signing, refresh, simulation } = (await openStateFile(path, newKeys)).read();
  const { kty, n, e, kid = '' } = signing;
  const jwks: JSONWebKeySet = { keys: [{ alg: ALGORITHM, e, kid, kty, n, use: 'sig' }] };
  const key = await importJWK(signing, ALGORITHM);
  if (key instanceof Uint8Array) throw new Error(`${path} holds no RSA key. Delete it to have another made.`);
  return {
    kid,
    signing: key,
    jwks,
    verification: createLocalJWKSet(jwks),
    refresh: Buffer.from(refresh, 'base64'),
    simulation: Buffer.from(simulation, 'base64'),
  };
};
