import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '@frontdesk/core/errors';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createStaffTokens } from '../src/staff/staff-tokens';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Test';
const WEB = 'web-client';

type Signer = Awaited<ReturnType<typeof signerOf>>;

const signerOf = async (kid: string) => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  const sign = (claims: object): Promise<string> =>
    new SignJWT({ ...STAFF(), ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  return { jwk, sign };
};

const seconds = (): number => Math.floor(Date.now() / 1_000);
const STAFF = () => ({
  iss: ISSUER,
  aud: WEB,
  sub: 'user-1',
  token_use: 'id',
  email: 'ann@acme.example',
  'cognito:username': 'ann',
  'cognito:groups': ['admin', 'agent'],
  'custom:tenant_id': 'acme-dental',
  iat: seconds(),
  exp: seconds() + 3_600,
});

/** A pool that publishes keys over real HTTP. */
const startPool = async (...signers: Signer[]) => {
  const pool = { keys: signers.map(({ jwk }) => jwk), status: 200, silent: false, reads: 0 };
  const server = createServer((_request, response) => {
    pool.reads += 1;
    if (pool.silent) return;
    response.writeHead(pool.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: pool.keys }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool/.well-known/jwks.json`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(pool, { close, tokens: createStaffTokens({ issuer: ISSUER, jwksUri, webClientId: WEB }) });
};

let ours: Signer;
let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  ours = await signerOf('ours');
});
beforeEach(async () => {
  pool = await startPool(ours);
});
afterEach(() => pool.close());

test('an ID token proves its user, as the claims of an HTTP request would', async () => {
  const claims = STAFF();
  expect(await pool.tokens.verify(await ours.sign(claims))).toEqual({
    identity: { kind: 'staff', id: 'user-1', tenant: 'acme-dental', groups: ['admin', 'agent'] },
    names: ['user-1', 'ann', 'ann@acme.example'],
    expiresAt: claims.exp * 1_000,
  });
});

test('the keys are read once, before the first token if asked to, and never for each token', async () => {
  await pool.tokens.hydrate();
  expect(pool.reads).toBe(1);
  const token = await ours.sign({});
  for (let i = 0; i < 20; i += 1) expect(await pool.tokens.verify(token)).toBeDefined();
  expect(pool.reads).toBe(1);
});

test('a key that the pool has since added is found, and made-up key ids cause a single read', async () => {
  await pool.tokens.hydrate();
  const next = await signerOf('next');
  pool.keys.push(next.jwk);
  expect(await pool.tokens.verify(await next.sign({}))).toBeDefined();
  const forged = await Promise.all(['x', 'y', 'z'].map((kid) => signerOf(kid)));
  for (const { sign } of [...forged, ...forged]) expect(await pool.tokens.verify(await sign({}))).toBeUndefined();
  expect(pool.reads).toBe(3);
});

describe('a token is refused', () => {
  test.each<[string, () => object]>([
    ['has expired', () => ({ exp: seconds() - 1 })],
    ['never expires', () => ({ exp: undefined })],
    ['is of another pool', () => ({ iss: `${ISSUER}2` })],
  ])('that %s', async (_name, claims) => {
    expect(await pool.tokens.verify(await ours.sign(claims()))).toBeUndefined();
  });

  test('that another key signed under the pool’s key id', async () => {
    expect(await pool.tokens.verify(await (await signerOf('ours')).sign({}))).toBeUndefined();
  });

  test('that is signed with the public key as if it were a secret, or not at all', async () => {
    const [head = '', payload] = (await ours.sign({})).split('.');
    const withHeader = (alg: string): string =>
      [Buffer.from(JSON.stringify({ alg, kid: 'ours' })).toString('base64url'), payload, ''].join('.');
    const secret = new TextEncoder().encode(JSON.stringify(ours.jwk));
    const confused = await new SignJWT(STAFF()).setProtectedHeader({ alg: 'HS256', kid: 'ours' }).sign(secret);
    for (const token of [confused, withHeader('none'), `${head}.${payload}.`, 'a.b.c', '']) {
      expect(await pool.tokens.verify(token)).toBeUndefined();
    }
  });
});

test.each<[string, object, string]>([
  ['an access token of the web client', { token_use: 'access', aud: undefined, client_id: WEB }, 'token_not_accepted'],
  ['an ID token of another client', { aud: 'another' }, 'token_not_accepted'],
  ['a user without a tenant', { 'custom:tenant_id': undefined }, 'tenant_claim_missing'],
])('%s is genuine, but forbidden', async (_name, claims, code) => {
  const refusal = pool.tokens.verify(await ours.sign(claims));
  await expect(refusal).rejects.toThrow(Problem);
  await expect(refusal).rejects.toMatchObject({ status: 403, code });
});

test('a pool that fails is asked again once, and the failure is not called a forgery', async () => {
  pool.status = 503;
  await expect(pool.tokens.verify(await ours.sign({}))).rejects.toThrow('answered with 503');
  expect(pool.reads).toBe(2);
  pool.status = 404;
  await expect(pool.tokens.verify(await ours.sign({}))).rejects.toThrow('answered with 404');
  expect(pool.reads).toBe(3);
  pool.status = 200;
  expect(await pool.tokens.verify(await ours.sign({}))).toBeDefined();
});

test('a pool that does not answer is given up on', async () => {
  pool.silent = true;
  await expect(pool.tokens.verify(await ours.sign({}))).rejects.toThrow('no answer within');
  expect(pool.reads).toBe(2);
});
