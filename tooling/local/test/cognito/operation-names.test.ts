import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { SIGNED_OPERATIONS, UNSIGNED_OPERATIONS } from '../../src/cognito/operation-names';
import { callJson } from '../endpoint/support';
import { EMAIL, type PoolStack, startPool } from './support';

let stack: PoolStack;
let client: sdk.CognitoIdentityProviderClient;
beforeAll(async () => {
  stack = await startPool();
  client = new sdk.CognitoIdentityProviderClient({
    endpoint: stack.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'ADMIN', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await stack.close();
});

/** Every operation that Cognito has, by the SDK's own account. */
const OPERATIONS = Object.keys(sdk)
  .filter((name) => /^[A-Z]\w+Command$/.test(name))
  .map((name) => name.slice(0, -'Command'.length));

const call = async (operation: string, headers: Record<string, string> = {}) =>
  callJson(stack.url, `AWSCognitoIdentityProviderService.${operation}`, {}, headers);

test('the operations are those of the SDK, signed or unsigned as in the SDK', () => {
  const unsigned = OPERATIONS.filter((operation) =>
    client.config
      .httpAuthSchemeProvider({ operation, region: 'us-east-1' })
      .some(({ schemeId }) => schemeId === 'smithy.api#noAuth'),
  );
  expect([...UNSIGNED_OPERATIONS].sort()).toEqual(unsigned.sort());
  expect([...UNSIGNED_OPERATIONS, ...SIGNED_OPERATIONS].sort()).toEqual([...OPERATIONS].sort());
});

test('each is served or refused as missing here, and none is treated as unsigned or unknown', async () => {
  const answers = await Promise.all(OPERATIONS.map(async (operation) => ({ operation, ...(await call(operation)) })));
  const missing = answers.filter(({ body }) => body.__type === 'NotImplementedException');
  expect(missing.length).toBeGreaterThan(50);
  for (const { operation, status, headers, body } of missing) {
    expect(status).toBe(400);
    expect(headers.get('x-amzn-errortype')).toBe('NotImplementedException');
    expect(body.message).toContain(`${operation} works on AWS, but not here`);
  }
  for (const { operation, body } of answers.filter((answer) => !missing.includes(answer))) {
    const served = UNSIGNED_OPERATIONS.has(operation)
      ? 'InvalidParameterException'
      : expect.stringContaining('#Missing');
    expect({ operation, type: body.__type }).toEqual({ operation, type: served });
  }
});

test('the SDK reads the refusal as an error of that name, and does not retry', async () => {
  await expect(client.send(new sdk.ListGroupsCommand({ UserPoolId: stack.pool.poolId }))).rejects.toMatchObject({
    name: 'NotImplementedException',
    message: expect.stringContaining('ListGroups'),
    $metadata: { httpStatusCode: 400, attempts: 1 },
  });
});

test('a made-up name is unknown', async () => {
  expect(await call('FlyToTheMoon')).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
});

test('a web page gets the refusal too, and may call no operation of an administrator', async () => {
  const origin = { origin: 'http://localhost:5173' };
  const totp = await call('AssociateSoftwareToken', origin);
  expect(totp.headers.get('access-control-allow-origin')).toBe('*');
  expect(totp.body.__type).toBe('NotImplementedException');
  expect((await call('FlyToTheMoon', origin)).headers.get('access-control-allow-origin')).toBe('*');
  for (const operation of ['AdminDeleteUser', 'ListGroups']) {
    const refused = await call(operation, origin);
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  }
  expect(await stack.admin('AdminGetUser', { Username: EMAIL })).toHaveProperty('Username');
});
