import { createHmac } from 'node:crypto';
import { apiOf, closeApis, eventOf, expectRefusal, type Reply, route, type TestApi } from './api';
import { CLIENT, KID, type Signing, signing } from './tokens';

afterEach(closeApis);

const SCOPE = 'frontdesk/tenant.act';
const ROUTES = [
  route('GET /faq', { authorizer: 'jwt' }),
  route('POST /calls', { method: 'POST', authorizer: 'jwt', authorization_scopes: [SCOPE, 'other/scope'] }),
];

let keys: Signing;
let api: TestApi;
beforeAll(async () => {
  keys = await signing();
});
beforeEach(async () => {
  api = await apiOf(ROUTES, { authorizer: keys.authorizer });
});

const get = (authorization?: string): Promise<Reply> =>
  api.call('/faq', { headers: authorization === undefined ? {} : { authorization } });
const post = (token: string): Promise<Reply> =>
  api.call('/calls', { method: 'POST', headers: { authorization: token } });

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const challenge = (description: string): string =>
  `Bearer scope="" error="invalid_token" error_description="${description}"`;

describe('a token is accepted', () => {
  test.each(['Bearer ', 'bearer ', 'Bearer   ', ''])('after "%s"', async (prefix) => {
    expect((await get(`${prefix}${await keys.token()}`)).status).toBe(200);
  });

  test('for any of the audiences it names', async () => {
    expect((await get(await keys.token({ aud: ['somebody', CLIENT] }))).status).toBe(200);
  });

  test('by client_id if there is no aud', async () => {
    expect((await get(await keys.token({ aud: undefined, client_id: CLIENT }))).status).toBe(200);
  });

  test('for an audience that was added after the start', async () => {
    const known = [CLIENT];
    const growing = await apiOf(ROUTES, { authorizer: { ...keys.authorizer, audience: () => known } });
    const call = async (): Promise<number> =>
      (await growing.call('/faq', { headers: { authorization: await keys.token({ aud: 'later' }) } })).status;
    expect(await call()).toBe(401);
    known.push('later');
    expect(await call()).toBe(200);
  });

  test('with one of the scopes of the route', async () => {
    expect((await post(await keys.token({ scope: `x ${SCOPE}` }))).status).toBe(200);
    expect((await post(await keys.token({ scp: [SCOPE] }))).status).toBe(200);
  });
});

describe('the claims in the event', () => {
  test('are all text: lists in brackets, numbers and booleans as words', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const claims = {
      iat,
      'cognito:groups': ['admin', 'agent'],
      'custom:tenant_id': 'acme-dental',
      email_verified: true,
      nothing: null,
      identities: [{ userId: '1', primary: true }],
    };
    await get(await keys.token(claims));
    expect(eventOf(api).requestContext.authorizer).toEqual({
      jwt: {
        claims: {
          iss: keys.authorizer.issuer,
          aud: CLIENT,
          sub: 'u-1',
          iat: String(iat),
          exp: expect.stringMatching(/^\d{10}$/),
          'cognito:groups': '[admin agent]',
          'custom:tenant_id': 'acme-dental',
          email_verified: 'true',
          nothing: '<nil>',
          identities: '[map[primary:true userId:1]]',
        },
        scopes: null,
      },
    });
  });

  test('come with the token’s scopes on a route that asks for one', async () => {
    await post(await keys.token({ scope: `${SCOPE} x/y` }));
    expect(eventOf(api).requestContext.authorizer?.jwt.scopes).toEqual([SCOPE, 'x/y']);
  });
});

describe('401 with API Gateway’s body and challenge, and no invocation', () => {
  const refused = async (reply: Promise<Reply>, description?: string): Promise<void> => {
    const seen = await reply;
    expectRefusal(seen, 401, 'Unauthorized');
    expect(seen.headers['www-authenticate']).toBe(description === undefined ? 'Bearer' : challenge(description));
    expect(api.invoked).toEqual([]);
  };

  test('no Authorization header', () => refused(get()));
  test('an empty one', () => refused(get('')));
  test('Bearer and nothing', () => refused(get('Bearer ')));
  test('not a JWT', () => refused(get('Bearer not-a-token'), 'token contains an invalid number of segments'));
  test('three segments that are not a JWT', () => refused(get('Bearer a.b.c'), 'the token is malformed'));
  test('another scheme', () => refused(get('Basic dTpw'), 'token contains an invalid number of segments'));

  test('alg none', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: keys.authorizer.issuer, aud: CLIENT, iat: now, exp: now + 60 };
    await refused(
      get(`${base64url({ alg: 'none', kid: KID })}.${base64url(claims)}.`),
      'the signing method is invalid',
    );
  });

  test('HS256 with the public key as the secret', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: keys.authorizer.issuer, aud: CLIENT, iat: now, exp: now + 60 };
    const signed = `${base64url({ alg: 'HS256', kid: KID })}.${base64url(claims)}`;
    const signature = createHmac('sha256', keys.publicKeyText).update(signed).digest('base64url');
    await refused(get(`${signed}.${signature}`), 'the signing method is invalid');
  });

  test('changed claims', async () => {
    const [header, payload = '', signature] = (await keys.token()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = `${header}.${base64url({ ...claims, sub: 'u-2' })}.${signature}`;
    await refused(get(forged), 'the signature is invalid');
  });

  test('a key of another pool', async () => {
    await refused(get(await (await signing()).token()), 'the signature is invalid');
  });

  test('an unknown key id', async () => {
    await refused(get(await keys.token({}, { kid: 'other' })), 'the signing key is unknown');
  });

  test('no key id', async () => {
    await refused(get(await keys.token({}, { kid: undefined })), 'the signing key is unknown');
  });

  test('another issuer', async () => {
    await refused(
      get(await keys.token({ iss: 'https://elsewhere.example.com' })),
      'the token does not have a valid issuer',
    );
  });

  test('another audience', async () => {
    await refused(get(await keys.token({ aud: 'other' })), 'the token does not have a valid audience');
  });

  test('another audience, even with a known client_id', async () => {
    await refused(
      get(await keys.token({ aud: 'other', client_id: CLIENT })),
      'the token does not have a valid audience',
    );
  });

  test('neither aud nor client_id', async () => {
    await refused(get(await keys.token({ aud: undefined })), 'the token does not have a valid audience');
  });

  test('expired', async () => {
    await refused(get(await keys.token({ exp: Math.floor(Date.now() / 1000) - 1 })), 'the token has expired');
  });

  test('without an expiry', async () => {
    await refused(get(await keys.token({ exp: undefined })), 'the token has invalid claims');
  });

  test('not valid yet', async () => {
    await refused(get(await keys.token({ nbf: Math.floor(Date.now() / 1000) + 60 })), 'the token is not valid yet');
  });

  test('issued in the future', async () => {
    await refused(
      get(await keys.token({ iat: Math.floor(Date.now() / 1000) + 60 })),
      'the token is used before issued',
    );
  });

  test('expiry follows the given clock', async () => {
    let now = Date.now();
    const timed = await apiOf(ROUTES, { authorizer: keys.authorizer, clock: { now: () => now } });
    const headers = { authorization: await keys.token() };
    expect((await timed.call('/faq', { headers })).status).toBe(200);
    now += 3_601_000;
    await refused(timed.call('/faq', { headers }), 'the token has expired');
  });

  test('that was accepted before, but now has another signature or names an audience that is gone', async () => {
    const known = [CLIENT];
    const shrinking = await apiOf(ROUTES, { authorizer: { ...keys.authorizer, audience: () => known } });
    const call = (authorization: string): Promise<Reply> => shrinking.call('/faq', { headers: { authorization } });
    const [header, payload, signature = ''] = (await keys.token()).split('.');
    expect((await call(`${header}.${payload}.${signature}`)).status).toBe(200);
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    await refused(call(`${header}.${payload}.${other}`), 'the signature is invalid');
    known.pop();
    await refused(call(`${header}.${payload}.${signature}`), 'the token does not have a valid audience');
  });

  test('says in the access log which check failed', async () => {
    await get(await keys.token({ aud: 'other' }));
    expect(api.access[0]).toMatchObject({ status: 401, authorizerError: 'the token does not have a valid audience' });
  });
});

describe('403 for a good token', () => {
  test.each([
    ['without the scope of the route', { scope: 'x/y' }],
    ['without any scope', {}],
  ])('%s', async (_title, claims) => {
    const reply = await post(await keys.token(claims));
    expectRefusal(reply, 403, 'Forbidden');
    expect(reply.headers['www-authenticate']).toBe(`Bearer scope="${SCOPE} other/scope" error="insufficient_scope"`);
    expect(api.invoked).toEqual([]);
  });
});
