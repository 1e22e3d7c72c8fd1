import { decodeJwt } from 'jose';
import type { ServiceClient } from '../../src/cognito/provision';
import { type PoolStack, startPool } from './support';

let stack: PoolStack;
let client: ServiceClient;
beforeAll(async () => {
  stack = await startPool();
  client = await stack.pool.createServiceClient('voice-server');
});
afterAll(() => stack.close());

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const token = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(`${stack.url}/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, string>,
  };
};
const grant = { grant_type: 'client_credentials' };
const inForm = () => ({ ...grant, client_id: client.clientId, client_secret: client.secret });

test('client credentials in the form get a token with the claims of Cognito', async () => {
  const { status, headers, body } = await token({ ...inForm(), scope: 'frontdesk/tenant.act' });
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toEqual({ access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' });
  const now = Math.floor(stack.clock.now() / 1_000);
  expect(decodeJwt(body.access_token ?? '')).toEqual({
    sub: client.clientId,
    client_id: client.clientId,
    token_use: 'access',
    scope: 'frontdesk/tenant.act',
    auth_time: now,
    iss: stack.pool.issuer,
    exp: now + 3_600,
    iat: now,
    version: 2,
    jti: expect.any(String),
  });
});

test('client credentials by HTTP Basic get one too, with the client id in the form or without', async () => {
  const headers = basic(client.clientId, client.secret);
  expect((await token(grant, headers)).status).toBe(200);
  expect((await token({ ...grant, client_id: client.clientId }, headers)).status).toBe(200);
});

test('without a scope, all the scopes of the client are granted', async () => {
  const { body } = await token(inForm());
  expect(decodeJwt(body.access_token ?? '').scope).toBe('frontdesk/tenant.act');
});

test.each([
  ['a wrong secret', () => token({ ...inForm(), client_secret: 'wrong' }), 'invalid_client'],
  ['a wrong secret by Basic', () => token(grant, basic(client.clientId, 'wrong')), 'invalid_client'],
  ['an unknown client', () => token({ ...inForm(), client_id: 'nobody' }), 'invalid_client'],
  ['an inherited name', () => token({ ...inForm(), client_id: 'constructor' }), 'invalid_client'],
  ['no client', () => token(grant), 'invalid_client'],
  [
    'the web client, which has no secret',
    () => token({ ...inForm(), client_id: stack.pool.webClientId }),
    'invalid_client',
  ],
  [
    'two clients',
    () => token({ ...grant, client_id: 'other' }, basic(client.clientId, client.secret)),
    'invalid_client',
  ],
  ['a scope it does not have', () => token({ ...inForm(), scope: 'frontdesk/tenant.act openid' }), 'invalid_scope'],
  ['another grant', () => token({ ...inForm(), grant_type: 'authorization_code' }), 'unsupported_grant_type'],
  ['no grant', () => token({ client_id: client.clientId }), 'invalid_request'],
])('%s is a 400 with its OAuth error code', async (_, request, error) => {
  const { status, headers, body } = await request();
  expect({ status, body }).toEqual({ status: 400, body: { error } });
  expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
});

test('a body that is not a form, and a method other than POST, are refused', async () => {
  const json = await fetch(`${stack.url}/oauth2/token`, { method: 'POST', body: JSON.stringify(grant) });
  expect({ status: json.status, body: await json.json() }).toEqual({ status: 400, body: { error: 'invalid_request' } });
  const get = await fetch(`${stack.url}/oauth2/token`);
  expect(get.status).toBe(405);
  expect(get.headers.get('allow')).toBe('POST');
});

test('another service client, created through the API, signs in, and only an administrator can read its secret', async () => {
  const { UserPoolClient: made } = (await stack.admin('CreateUserPoolClient', {
    ClientName: 'crm',
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['frontdesk/tenant.act'],
    AllowedOAuthFlowsUserPoolClient: true,
  })) as { UserPoolClient: { ClientId: string; ClientSecret: string } };
  expect(made.ClientId).toMatch(/^[a-z0-9]{26}$/);
  expect((await token(grant, basic(made.ClientId, made.ClientSecret))).status).toBe(200);
  expect(stack.pool.clientIds()).toContain(made.ClientId);
  const { UserPoolClient: told } = (await stack.admin('DescribeUserPoolClient', { ClientId: made.ClientId })) as {
    UserPoolClient: object;
  };
  expect(told).toMatchObject({ ClientSecret: made.ClientSecret, ClientName: 'crm' });
});

test.each([
  ['of no kind that Frontdesk has', { ClientName: 'x', GenerateSecret: true }],
  [
    'with a scope that does not exist',
    { ClientName: 'x', GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['admin'] },
  ],
  [
    'with a secret and a sign-in',
    { ClientName: 'x', GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
  ],
])('a client %s is not created', async (_, input) => {
  expect(await stack.admin('CreateUserPoolClient', input)).toMatchObject({ __type: 'InvalidParameterException' });
});

test('only one service client is created for each name', async () => {
  expect(await stack.pool.createServiceClient('voice-server')).toEqual(client);
  expect(stack.pool.serviceClients().map(({ name }) => name)).toContain('voice-server');
});
