import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretsManager } from '../../src/secrets-manager/service';
import {
  accessOf,
  account,
  authorization,
  callJson,
  functionNamed,
  listen,
  type RunningEndpoint,
} from '../endpoint/support';

let folder: string;
let running: RunningEndpoint;
let nowMs = 1_800_000_000_000;

const start = async (): Promise<RunningEndpoint> => {
  const mayRead = (principal: { function: string }, name: string) => name === `app-test-${principal.function}`;
  const service = createSecretsManager({ account, folder, clock: { now: () => nowMs }, mayRead });
  return listen([service], accessOf(functionNamed('chat')));
};

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'frontdesk-')), 'secrets');
  running = await start();
});
afterEach(async () => {
  await running.endpoint.close();
  await rm(join(folder, '..'), { recursive: true });
});

const call = async (operation: string, input: object, key = 'ADMIN') => {
  const headers = { authorization: authorization(key, 'secretsmanager') };
  return (await callJson(running.url, `secretsmanager.${operation}`, input, headers)).body;
};

test('a secret is read as it was written, by name and by ARN', async () => {
  const { ARN } = await call('CreateSecret', { Name: 'app-test-chat', SecretString: 'sk-1', Description: 'the key' });
  expect(await call('GetSecretValue', { SecretId: 'app-test-chat' })).toMatchObject({
    ARN,
    Name: 'app-test-chat',
    SecretString: 'sk-1',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: nowMs / 1_000,
  });
  expect(await call('GetSecretValue', { SecretId: ARN })).toMatchObject({ SecretString: 'sk-1' });
  expect(await call('DescribeSecret', { SecretId: 'app-test-chat' })).toMatchObject({ Description: 'the key' });
});

test('a new value becomes current, and the one before it stays readable as previous', async () => {
  await call('CreateSecret', { Name: 'key', SecretString: 'first' });
  nowMs += 1_000;
  const { VersionId } = await call('PutSecretValue', { SecretId: 'key', SecretString: 'second' });
  await call('UpdateSecret', { SecretId: 'key', SecretString: 'third' });
  expect(await call('GetSecretValue', { SecretId: 'key' })).toMatchObject({ SecretString: 'third' });
  expect(await call('GetSecretValue', { SecretId: 'key', VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'second',
    VersionId,
  });
});

test('a request that is sent again changes nothing, and one that reuses its token is refused', async () => {
  await call('CreateSecret', { Name: 'key', SecretString: 'first', ClientRequestToken: 'a' });
  expect(await call('CreateSecret', { Name: 'key', SecretString: 'first', ClientRequestToken: 'a' })).toMatchObject({
    VersionId: 'a',
  });
  expect(await call('CreateSecret', { Name: 'key', SecretString: 'other' })).toMatchObject({
    __type: 'ResourceExistsException',
  });
  const put = { SecretId: 'key', SecretString: 'second', ClientRequestToken: 'b' };
  await call('PutSecretValue', put);
  await call('PutSecretValue', put);
  expect(await call('GetSecretValue', { SecretId: 'key', VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'first',
  });
  expect(await call('PutSecretValue', { ...put, SecretString: 'third' })).toMatchObject({
    __type: 'ResourceExistsException',
  });
});

test('secrets are files that only their owner can read, whatever their name contains, and survive the stack', async () => {
  for (const Name of ['app-test/openai', '..', 'a.b']) await call('CreateSecret', { Name, SecretString: Name });
  expect((await readdir(join(folder, '..'))).sort()).toEqual(['secrets']);
  expect((await readdir(folder)).sort()).toEqual(['...json', 'a.b.json', 'app-test%2Fopenai.json']);
  expect((await stat(join(folder, 'app-test%2Fopenai.json'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'app-test%2Fopenai.json'), 'utf8')).toContain('app-test/openai');
  await running.endpoint.close();
  running = await start();
  expect(await call('GetSecretValue', { SecretId: 'app-test/openai' })).toMatchObject({
    SecretString: 'app-test/openai',
  });
});

test('the list has every secret, and no value', async () => {
  for (const Name of ['b', 'a']) await call('CreateSecret', { Name, SecretString: 'hidden' });
  const list = await call('ListSecrets', {});
  expect(list.SecretList).toMatchObject([{ Name: 'a' }, { Name: 'b' }]);
  expect(JSON.stringify(list)).not.toContain('hidden');
});

test.each([
  ['GetSecretValue', { SecretId: 'absent' }, 'ResourceNotFoundException'],
  ['GetSecretValue', { SecretId: '../../etc/passwd' }, 'ResourceNotFoundException'],
  ['GetSecretValue', { SecretId: 'x'.repeat(5_000) }, 'ResourceNotFoundException'],
  ['PutSecretValue', { SecretId: 'absent', SecretString: 'x' }, 'ResourceNotFoundException'],
  ['CreateSecret', { Name: 'no spaces' }, 'InvalidParameterException'],
  ['GetSecretValue', {}, 'InvalidParameterException'],
  ['RotateSecret', { SecretId: 'absent' }, 'UnknownOperationException'],
])('%s %j is refused with a named error', async (operation, input, type) => {
  expect(await call(operation, input)).toMatchObject({ __type: type });
});

test('a function reads its own secret, is refused any other, and writes none', async () => {
  await call('CreateSecret', { Name: 'app-test-chat', SecretString: 'mine' });
  await call('CreateSecret', { Name: 'app-test-faq', SecretString: 'not mine' });
  expect(await call('GetSecretValue', { SecretId: 'app-test-chat' }, 'CHAT')).toMatchObject({ SecretString: 'mine' });
  const denied = { __type: 'com.amazon.coral.service#AccessDeniedException' };
  for (const SecretId of ['app-test-faq', 'absent']) {
    expect(await call('GetSecretValue', { SecretId }, 'CHAT')).toMatchObject(denied);
  }
  expect(await call('PutSecretValue', { SecretId: 'app-test-chat', SecretString: 'x' }, 'CHAT')).toMatchObject(denied);
});
