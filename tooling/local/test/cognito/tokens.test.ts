import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { EMAIL, type PoolStack, passwordSignIn, startPool, tokensIn } from './support';

let stack: PoolStack;
beforeEach(async () => {
  stack = await startPool();
});
afterEach(() => stack.close());

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const verify = async (token: string) =>
  (await jwtVerify(token, stack.pool.keys, { issuer: stack.pool.issuer })).payload;
const publishedKeys = async (): Promise<Jwks> =>
  (await (await fetch(`${stack.url}/${stack.pool.poolId}/.well-known/jwks.json`)).json()) as Jwks;
const seconds = () => Math.floor(stack.clock.now() / 1_000);

test('an ID token has the claims of Cognito, and no other', async () => {
  const { IdToken } = tokensIn(await passwordSignIn(stack));
  const payload = await verify(IdToken);
  expect(payload).toEqual({
    sub: uuid,
    'cognito:groups': ['admin'],
    email_verified: true,
    iss: `https://cognito-idp.us-east-1.amazonaws.com/${stack.pool.poolId}`,
    'cognito:username': payload.sub,
    origin_jti: uuid,
    aud: stack.pool.webClientId,
    event_id: uuid,
    token_use: 'id',
    auth_time: seconds(),
    exp: seconds() + 3_600,
    iat: seconds(),
    jti: uuid,
    email: EMAIL,
    'custom:tenant_id': 'acme-dental',
  });
  expect(decodeProtectedHeader(IdToken)).toEqual({ alg: 'RS256', kid: stack.pool.jwks.keys[0]?.kid });
});

test('an access token has the claims of Cognito, and no tenant', async () => {
  const { AccessToken } = tokensIn(await passwordSignIn(stack));
  const payload = await verify(AccessToken);
  expect(payload).toEqual({
    sub: uuid,
    'cognito:groups': ['admin'],
    iss: stack.pool.issuer,
    client_id: stack.pool.webClientId,
    origin_jti: uuid,
    event_id: uuid,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: seconds(),
    exp: seconds() + 3_600,
    iat: seconds(),
    jti: uuid,
    username: payload.sub,
  });
});

test('a user without groups has no groups claim', async () => {
  await stack.admin('AdminRemoveUserFromGroup', { Username: EMAIL, GroupName: 'admin' });
  expect(await verify(tokensIn(await passwordSignIn(stack)).IdToken)).not.toHaveProperty('cognito:groups');
});

test('refreshed tokens belong to the same sign-in and have the current groups', async () => {
  const first = tokensIn(await passwordSignIn(stack));
  await stack.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'agent' });
  stack.clock.advance(60_000);
  const again = tokensIn(
    await stack.page('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: first.RefreshToken },
    }),
  );
  const [before, after] = [await verify(first.IdToken), await verify(again.IdToken)];
  for (const claim of ['origin_jti', 'event_id', 'auth_time', 'sub']) expect(after[claim]).toBe(before[claim]);
  expect(after.jti).not.toBe(before.jti);
  expect(after.iat).toBe(Number(before.iat) + 60);
  expect(after['cognito:groups']).toEqual(['admin', 'agent']);
});

describe('aws-jwt-verify, unmodified', () => {
  test('accepts ID, access and client tokens, with the keys the endpoint publishes', async () => {
    const { poolId, webClientId } = stack.pool;
    const { clientId, secret } = await stack.pool.createServiceClient('voice');
    const client = await fetch(`${stack.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
    });
    const { access_token } = (await client.json()) as { access_token: string };
    const { IdToken, AccessToken } = tokensIn(await passwordSignIn(stack));

    const verifier = CognitoJwtVerifier.create({
      userPoolId: poolId,
      tokenUse: null,
      clientId: [webClientId, clientId],
    });
    verifier.cacheJwks(await publishedKeys());
    expect(await verifier.verify(IdToken, { tokenUse: 'id', clientId: webClientId })).toMatchObject({ email: EMAIL });
    await verifier.verify(AccessToken, { tokenUse: 'access', clientId: webClientId });
    const scope = 'frontdesk/tenant.act';
    expect(await verifier.verify(access_token, { tokenUse: 'access', clientId, scope })).toMatchObject({ version: 2 });
    await expect(verifier.verify(AccessToken, { tokenUse: 'id' })).rejects.toThrow();
  });

  test('refuses a token of another pool', async () => {
    const other = await startPool({ ownKeys: true });
    const { IdToken } = tokensIn(await passwordSignIn(other));
    const { poolId, webClientId } = stack.pool;
    const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse: 'id', clientId: webClientId });
    verifier.cacheJwks(await publishedKeys());
    await expect(verifier.verify(IdToken)).rejects.toThrow();
    await other.close();
  });
});

test('GetUser accepts only a valid access token', async () => {
  const { AccessToken, IdToken } = tokensIn(await passwordSignIn(stack));
  expect(await stack.page('GetUser', { AccessToken })).toMatchObject({
    UserAttributes: expect.arrayContaining([{ Name: 'email', Value: EMAIL }]),
  });
  const invalid = { __type: 'NotAuthorizedException', message: 'Invalid Access Token' };
  expect(await stack.page('GetUser', { AccessToken: IdToken })).toEqual(invalid);
  expect(await stack.page('GetUser', { AccessToken: 'made.up.token' })).toEqual(invalid);
  stack.clock.advance(3_601_000);
  expect(await stack.page('GetUser', { AccessToken })).toEqual({ ...invalid, message: 'Access Token has expired' });
});

test('tokens made for seeding are like those of a sign-in', async () => {
  const { IdToken } = await stack.pool.issueTokens(EMAIL);
  expect(await verify(IdToken)).toMatchObject({ email: EMAIL, token_use: 'id' });
  await expect(stack.pool.issueTokens('nobody@example.com')).rejects.toMatchObject({ type: 'UserNotFoundException' });
});

test('the discovery document names the issuer of the tokens and where the keys are', async () => {
  const base = `${stack.url}/${stack.pool.poolId}/.well-known`;
  const document = (await (await fetch(`${base}/openid-configuration`)).json()) as Record<string, string>;
  expect(document.issuer).toBe(stack.pool.issuer);
  expect(document.jwks_uri).toBe(`${base}/jwks.json`);
  const keys = await (await fetch(document.jwks_uri ?? '')).text();
  expect(keys).not.toContain('"d"');
  expect((await fetch(`${base}/other`)).status).toBe(404);
  expect((await fetch(`${stack.url}/us-east-1_other/.well-known/jwks.json`)).status).toBe(404);
});
