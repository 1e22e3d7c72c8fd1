import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Checkout, checkout } from './support/checkout';
import { readBack } from './support/deployed';
import { notAllowed, PROOFS_OWN, recordedActions } from './support/deployer-policy';
import { type Emulator, startEmulator } from './support/emulator';
import { follow } from './support/follow';
import { type LastingProvider, startProvider } from './support/lasting-provider';
import { proveRefusals } from './support/prove-refusals';
import { proveUpkeep } from './support/prove-upkeep';
import { type Outcome, run, succeed } from './support/run';

/** An operator's path from a fresh clone to a working deployment, back to the version before, and down again. */
let emulator: Emulator;
let copy: Checkout;
/** From the first deployment on: until then Terraform installs and starts the provider by itself, as it does for an operator. */
let provider: LastingProvider | undefined;

beforeAll(async () => {
  [emulator, copy] = await Promise.all([startEmulator(), checkout({ built: false })]);
});
afterAll(async () => {
  await provider?.close();
  await emulator?.close();
  copy?.remove();
});

const running = (more: NodeJS.ProcessEnv = {}) => ({
  cwd: copy.root,
  env: { ...copy.environment(emulator.endpoint), ...provider?.environment, ...more },
});

const timed = async (step: string, work: Promise<Outcome>): Promise<Outcome> => {
  const began = Date.now();
  const outcome = await work;
  process.stdout.write(`      ${step} took ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  if (outcome.code !== 0)
    throw new Error(
      `${step} ended with ${outcome.code}:\n${outcome.stdout.slice(-6_000)}\n${outcome.stderr.slice(-6_000)}`,
    );
  return outcome;
};

const make = (target: string, ...settings: string[]): Promise<Outcome> =>
  timed(`make ${target}`, run('make', ['--no-print-directory', target, 'ENV=dev', ...settings], running()));
const script = (name: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
  timed([name, ...args].join(' '), run('bash', [`scripts/${name}`, ...args], running(more)));
/** The version of each function that callers reach. */
const liveVersions = async (): Promise<Record<string, string>> => {
  const { functions } = await readBack(copy, emulator.endpoint, 'frontdesk-dev');
  return Object.fromEntries(
    Object.entries(functions).map(([name, { live }]) => [name.replace('frontdesk-dev-', ''), live]),
  );
};

const tables = async (): Promise<string> =>
  (
    await succeed('aws', ['dynamodb', 'list-tables', '--query', 'TableNames', '--output', 'text'], running(PROOFS_OWN))
  ).trim();

const USER = { EMAIL: 'owner@acme-dental.example', PASSWORD: 'Correct-horse-1' };

test('before the bootstrap, a deployment says to run it', async () => {
  const { code, stderr } = await run('bash', ['scripts/plan.sh', 'dev'], running());
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('make bootstrap ENV=dev') });
});

test('make bootstrap creates an encrypted, versioned bucket, and can be repeated', async () => {
  await make('bootstrap');
  const { stdout } = await make('bootstrap');
  expect(stdout).toContain('Next: make deploy ENV=dev');
  const bucket = /kept in (\S+)/.exec(stdout)?.[1] ?? '';
  await expect(succeed('aws', ['s3api', 'get-bucket-versioning', '--bucket', bucket], running())).resolves.toContain(
    'Enabled',
  );
  await expect(succeed('aws', ['s3api', 'get-bucket-encryption', '--bucket', bucket], running())).resolves.toContain(
    'AES256',
  );
});

test('make plan builds what is missing and changes nothing', async () => {
  const { stdout } = await make('plan');
  expect(stdout).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
  expect(await tables()).toBe('');
});

test('make deploy asks before it changes anything', async () => {
  const { code, stderr } = await run('make', ['deploy', 'ENV=dev'], running());
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('Set YES=1') });
});

test('make deploy deploys, sends real requests and prints the outputs', async () => {
  const { stdout } = await make('deploy', 'YES=1');
  expect(stdout).toMatch(/\d+ to add, 0 to change, 0 to replace, 0 to delete/);
  expect(stdout).toContain('ok    health answers');
  expect(stdout).toContain('ok    a request without a token is refused');
  expect(stdout).toContain('All is well.');
  expect(stdout).toMatch(/"api_url" = "http[\s\S]*All is well/);
  provider = await startProvider(copy.path('envs', 'dev'), copy.environment(emulator.endpoint));
});

test('everything so far needs only rights in the documented policy', async () => {
  const asked = await recordedActions(emulator.endpoint);
  expect(asked.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['iam:CreateRole', 'sns:CreateTopic', 'apigateway:POST', 's3:PutBucketVersioning']),
  );
  expect(notAllowed(asked)).toEqual([]);
});

test('a tenant and its user are created, and a chat turn is answered', async () => {
  await script('tenant.sh', ['create', 'dev', 'acme-dental', 'Acme Dental']);
  await script('create-user.sh', ['dev', USER.EMAIL, 'acme-dental', 'admin'], USER);
  const { stdout } = await script('diag.sh', ['test', 'dev'], USER);
  expect(stdout).toContain('ok    a chat turn is answered');
});

test('the same user is not created twice, and the script says why', async () => {
  const { code, stderr } = await run(
    'bash',
    ['scripts/create-user.sh', 'dev', USER.EMAIL, 'another-tenant'],
    running(),
  );
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('already exists') });
});

test('a front end gets all addresses, and keeps its own settings', async () => {
  const file = copy.path('.env.local');
  writeFileSync(file, 'MINE=1\nVITE_FRONTDESK_API_URL=old\n');
  await script('front-end-env.sh', ['dev', file], { PREFIX: 'VITE_' });
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines).toContain('MINE=1');
  expect(lines.filter((line) => line.startsWith('VITE_FRONTDESK_API_URL='))).toEqual([expect.stringMatching(/=http/)]);
});

test('warmup invokes every function and prints how long each step took', async () => {
  await recordedActions(emulator.endpoint); // those who look after tenants and users need other rights
  const { stdout } = await script('diag.sh', ['warmup', 'dev']);
  for (const name of Object.keys(await liveVersions())) expect(stdout).toMatch(new RegExp(`^${name} +\\d+`, 'm'));
  expect(stdout).toMatch(/API Gateway and function +[\d.]+ ms/);
});

test('a second deployment of the same sources changes nothing', async () => {
  const { stdout } = await make('deploy', 'YES=1');
  expect(stdout).toContain('dev is up to date.');
});

test('only the changed function is published, and make rollback takes only that one back', async () => {
  const before = await liveVersions();
  const source = copy.path('lambdas', 'system', 'src', 'index.ts');
  writeFileSync(source, `${readFileSync(source, 'utf8')}\nconsole.log('changed');\n`);
  await make('deploy', 'YES=1');
  const after = await liveVersions();
  expect(after).toEqual({ ...before, system: String(Number(before.system) + 1) });

  const { stdout } = await make('rollback', 'YES=1');
  expect(stdout).toContain(`system: version ${after.system} -> ${before.system}`);
  expect(await liveVersions()).toEqual(before);
  const { stdout: status } = await script('diag.sh', ['status', 'dev']);
  for (const [name, live] of Object.entries(before)) {
    const line = status.split('\n').find((each) => each.startsWith(`${name} `));
    expect([name, ...(line?.split(/ {2,}/).slice(3) ?? [])]).toEqual(
      name === 'system' ? [name, live, after.system, 'rolled back'] : [name, live, live],
    );
  }

  const again = await run('make', ['rollback', 'ENV=dev', 'YES=1'], running());
  expect({ code: again.code, stderr: again.stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no deployment to go back to'),
  });
});

test('the deployment after a rollback uses the newest version again', async () => {
  const { stdout } = await make('deploy', 'YES=1');
  expect(stdout).toContain('0 to add, 1 to change, 0 to replace, 0 to delete');
});

test('a change, a rollback and diag.sh need only rights in the documented policy', async () => {
  expect(notAllowed(await recordedActions(emulator.endpoint))).toEqual([]);
});

proveUpkeep(() => ({ copy, running }));

test('everything else that a deployment does needs only rights in the documented policy', async () => {
  const asked = await recordedActions(emulator.endpoint);
  expect(asked.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['secretsmanager:RestoreSecret', 'lambda:DeleteFunction']),
  );
  expect(notAllowed(asked)).toEqual([]);
});

test('a log is followed, whatever the version of the AWS CLI', async () => {
  const { stdout: told } = await script('diag.sh', ['url', 'dev']);
  expect(told).toContain('api_url');
  const group = '/aws/lambda/frontdesk-dev-system';
  const send = (message: string) =>
    succeed(
      'aws',
      [
        ...['logs', 'put-log-events', '--log-group-name', group, '--log-stream-name', 'proof'],
        ...['--log-events', JSON.stringify([{ timestamp: Date.now(), message }])],
      ],
      running(),
    );
  await succeed(
    'aws',
    ['logs', 'create-log-stream', '--log-group-name', group, '--log-stream-name', 'proof'],
    running(),
  );
  await send('before');
  const followed = follow('bash', ['scripts/diag.sh', 'logs', 'dev', 'system'], running());
  await followed.until(/Z before$/m);
  await send('after');
  await followed.until(/Z after$/m);
  const seen = await followed.end();
  expect(seen.match(/before/g)).toHaveLength(1);
});

test('the log of an unknown function, and an invalid time, are refused with clear messages', async () => {
  const unknown = await run('bash', ['scripts/diag.sh', 'logs', 'dev', 'nobody'], running());
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/The logs are: api .*system/) });
  const timeless = await run('bash', ['scripts/diag.sh', 'logs', 'dev', 'system'], running({ SINCE: 'yesterday' }));
  expect(timeless).toMatchObject({ code: 1, stderr: expect.stringContaining('30s, 10m, 2h, 1d') });
});

describe('the first deployment with a domain name', () => {
  const settings = (): string => copy.path('envs', 'dev', 'terraform.tfvars');

  test('succeeds before the name has a DNS record, and prints the record to create after the outputs', async () => {
    const arn = await succeed(
      'aws',
      [
        'acm',
        'request-certificate',
        '--domain-name',
        'api.acme.example',
        '--query',
        'CertificateArn',
        '--output',
        'text',
      ],
      running(),
    );
    writeFileSync(settings(), `domain_name = "api.acme.example"\ncertificate_arn = "${arn.trim()}"\n`);
    const { stdout } = await make('deploy', 'YES=1');
    expect(stdout).toMatch(/"api_url" = "https:\/\/api.acme.example"[\s\S]*api.acme.example has no DNS record yet/);
    expect(stdout).toContain('to d-emulated.api.acme.example in the hosted zone Z1UJRXOUMOOFQ8');
    expect(stdout).toContain('in a few minutes: scripts/diag.sh test dev');
  });

  test('diag.sh test fails as long as nobody can reach the name', async () => {
    await expect(run('bash', ['scripts/diag.sh', 'test', 'dev'], running())).resolves.toMatchObject({ code: 3 });
  });

  test('after removing the name, API Gateway’s own address works again', async () => {
    rmSync(settings());
    const { stdout } = await make('deploy', 'YES=1');
    expect(stdout).toContain('All is well.');
  });
});

proveRefusals(() => ({ copy, running }));

test('make destroy takes everything down except the state', async () => {
  await recordedActions(emulator.endpoint);
  const { stdout } = await make('destroy', 'YES=1');
  expect(stdout).toContain('Destroy complete');
  expect(notAllowed(await recordedActions(emulator.endpoint))).toEqual([]);
  expect(await tables()).toBe('');
});
