import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@frontdesk/core/time';
import { endChildren, startChild } from '@frontdesk/testkit/child-processes';
import { jwtVerify } from 'jose';
import { openUserPool } from '../../src/cognito/user-pool';
import { eventually } from '../dynamodb/engine/support';
import { accessOf, account, listen } from '../endpoint/support';
import { callCognito, PASSWORD, tokensIn } from './support';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
});
afterEach(async () => {
  await endChildren();
  await rm(folder, { recursive: true });
});

const open = () => openUserPool({ account, folder, clock: systemClock, deliver: () => undefined });
const user = { email: 'mia@example.com', password: PASSWORD, tenantId: 'acme-dental', groups: ['agent'] as const };

test('a pool keeps its id, keys, clients and users over a restart, and older tokens stay valid', async () => {
  const before = await open();
  await before.createUser(user);
  const client = await before.createServiceClient('voice');
  const { IdToken } = await before.issueTokens(user.email);
  const after = await open();
  expect(after.poolId).toBe(before.poolId);
  expect(after.clientIds()).toEqual(before.clientIds());
  expect(await after.createServiceClient('voice')).toEqual(client);
  await jwtVerify(IdToken, after.keys, { issuer: before.issuer });
  await after.createUser({ ...user, password: 'Other-Horse-1' });
  expect((await after.issueTokens(user.email)).IdToken).toBeDefined();
});

test('two folders have nothing in common', async () => {
  const [one, two] = await Promise.all(
    ['a', 'b'].map((name) =>
      openUserPool({ account, folder: join(folder, name), clock: systemClock, deliver: () => undefined }),
    ),
  );
  expect(one?.poolId).not.toBe(two?.poolId);
  expect(one?.jwks.keys[0]?.n).not.toBe(two?.jwks.keys[0]?.n);
});

test('state and keys are readable by their owner alone', async () => {
  await open();
  const files = await readdir(folder);
  expect(files.sort()).toEqual(['keys.json', 'pool.json']);
  for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
});

test('after kill -9, every created user is there, and every issued refresh token works', async () => {
  const child = startChild(['-r', 'tsx/cjs', join(__dirname, 'signer-up.ts'), folder]);
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  await eventually(() => said.split('\n').length > 20, 20_000);
  child.kill('SIGKILL');
  await once(child, 'close');

  const pool = await open();
  const running = await listen(pool.services, accessOf());
  for (const line of said.split('\n').slice(0, -1)) {
    const [email = '', REFRESH_TOKEN = ''] = line.split(' ');
    const signIn = (AuthFlow: string, AuthParameters: object) =>
      callCognito(running.url, 'InitiateAuth', { ClientId: pool.webClientId, AuthFlow, AuthParameters });
    tokensIn(await signIn('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD }));
    tokensIn(await signIn('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN }));
  }
  await running.endpoint.close();
});
