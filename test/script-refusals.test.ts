import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { api, type StackOutputs, sharedStack } from '@frontdesk/testkit/api';
import { aws, freshTenant } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import { describeWith } from '@frontdesk/testkit/with-tools';

const ROOT = join(__dirname, '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-refusals-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of the project, and checks every time that it shows no stack trace. */
const script = async (name: string, args: readonly string[], environment: NodeJS.ProcessEnv, root = ROOT) => {
  const ran = await new Promise<Ran>((resolve) => {
    execFile(
      join(root, 'scripts', name),
      args,
      { env: { ...process.env, ...environment }, timeout: 25_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
  expect(ran.stdout + ran.stderr).not.toMatch(/^\s+at |node:internal|SyntaxError/m);
  return ran;
};

/** The data folder of a stack that describes itself as given. */
const outputs = (said: Partial<StackOutputs> & Record<string, unknown>): string => {
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify(said));
  return folder;
};

describe('token.sh', () => {
  const token = (email: string, PASSWORD: string, data = sharedStack().data) =>
    script('token.sh', [email], { FRONTDESK_DATA: data, PASSWORD });
  const admin = 'admin@acme-dental.example';

  test('prints only the token', async () => {
    const { code, stdout, stderr } = await token(admin, 'Frontdesk-demo-1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  test('says that a password is wrong, before it mentions the user', async () => {
    const { code, stdout, stderr } = await token(admin, 'Wrong-Horse-1');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [problem, advice, ...more] = stderr.trim().split('\n');
    expect(problem).toBe(`${admin} could not sign in: Incorrect username or password.`);
    expect(advice).toMatch(/^Check the password .*create-user\.sh/);
    expect(more).toEqual([]);
  });

  test('says what to do about a temporary password', async () => {
    const email = `${freshTenant()}@example.com`;
    const { user_pool_id: UserPoolId } = sharedStack();
    await aws('AWSCognitoIdentityProviderService.AdminCreateUser', {
      UserPoolId,
      Username: email,
      TemporaryPassword: 'Temporary-1-Horse',
    });
    const [problem, advice] = (await token(email, 'Temporary-1-Horse')).stderr.split('\n');
    expect(problem).toBe(`${email} could not sign in: Cognito first asks for NEW_PASSWORD_REQUIRED.`);
    expect(advice).toMatch(/^The password is temporary/);
  });

  test('says that the stack is not running', async () => {
    const data = outputs({ region: 'us-east-1', aws_endpoint: 'http://127.0.0.1:1', web_client_id: 'web' });
    expect(await token(admin, 'x', data)).toMatchObject({
      code: 1,
      stderr: 'http://127.0.0.1:1 does not answer.\nIs make dev running?\n',
    });
  });

  test('says that the outputs cannot be read', async () => {
    writeFileSync(join(folder, 'outputs.json'), '{ half writ');
    const { code, stderr } = await token(admin, 'x', folder);
    expect({ code, first: stderr.split('\n')[0] }).toEqual({ code: 1, first: 'This is not JSON: { half writ' });
  });
});

describe('diag.sh', () => {
  /** The scripts in a project whose Terraform prints the given output and ends with the given code. */
  const project = (prints: string, code: number): string => {
    const bin = join(folder, 'bin');
    mkdirSync(join(folder, 'envs', 'dev'), { recursive: true });
    mkdirSync(bin);
    writeFileSync(join(folder, 'envs', 'dev', 'main.tf'), '');
    cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
    for (const [name, body] of [
      ['terraform', `cat <<'END'\n${prints}\nEND\nexit ${code}`],
      ['aws', 'exit 0'],
    ] as const) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return [bin, process.env.PATH].join(delimiter);
  };

  test.each(['status', 'logs', 'warmup', 'url', 'test'])(
    '%s says at once that an environment is not deployed',
    async (command) => {
      const { code, stderr } = await script('diag.sh', [command, 'dev'], { PATH: project('', 1) }, folder);
      expect({ code, first: stderr.split('\n')[0] }).toEqual({
        code: 1,
        first: 'The environment dev has no outputs here.',
      });
    },
  );

  test.each(['status', 'logs', 'warmup'])('%s says at once which output an older deployment lacks', async (command) => {
    const said = {
      region: 'us-east-1',
      api_url: 'http://127.0.0.1:1',
      live_alias: 'live',
      name_prefix: 'frontdesk-dev',
    };
    const printed = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, { value }]));
    const PATH = project(JSON.stringify(printed), 0);
    const { code, stderr } = await script('diag.sh', [command, 'dev'], { PATH }, folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The environment has no output /);
  });

  test('test names what failed if something else answers at the API’s address', async () => {
    const server: Server = createServer((_, response) => response.end('<html>It works!</html>'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const FRONTDESK_DATA = outputs({ region: 'us-east-1', api_url: `http://127.0.0.1:${port}` });
    const { code, stdout } = await script('diag.sh', ['test', 'local'], { FRONTDESK_DATA });
    server.close();
    server.closeAllConnections();
    expect(code).toBe(1);
    expect(stdout).toContain('FAIL  the OpenAPI document is not one\n      <html>It works!</html>\n');
  });

  test('test says why a user could not sign in', async () => {
    const environment = { FRONTDESK_DATA: sharedStack().data, EMAIL: 'admin@acme-dental.example', PASSWORD: 'Wrong-1' };
    const { code, stdout } = await script('diag.sh', ['test', 'local'], environment);
    expect(code).toBe(1);
    expect(stdout).toContain('cannot sign in\n      admin@acme-dental.example could not sign in: Incorrect username');
    expect(stdout).toContain('      -> Check the password');
  });
});

describeWith(['aws'], 'visitor-keys.sh', () => {
  const keys = (...args: string[]) => script('visitor-keys.sh', args, { FRONTDESK_DATA: sharedStack().data });
  const rows = async (): Promise<string[]> => (await keys('show', 'local')).stdout.trim().split('\n').slice(1);

  test('rotates the keys of a running stack, and the tokens of before stay good', async () => {
    const tenant = freshTenant('keys');
    await putSettings(tenant, { public_chat: true });
    const { body } = await api('POST /public/sessions', { tenant, body: {} });
    const before = await rows();
    expect(await keys('rotate', 'local')).toMatchObject({ code: 0, stderr: '' });
    const after = await rows();
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toContain('signs later');
    expect(after[1]?.slice(0, 26)).toBe(before[0]?.slice(0, 26));
    const renewed = await api('POST /public/sessions', { tenant, body: { token: body.token } });
    expect(renewed.body).toMatchObject({ visitor_id: body.visitor_id, thread_id: body.thread_id });
  }, 60_000);

  test('leaves keys that are there alone, and shows nothing that could sign', async () => {
    const before = await rows();
    expect(await keys('init', 'local')).toMatchObject({ code: 0, stdout: expect.stringContaining('has keys') });
    expect(await rows()).toEqual(before);
    expect(before.join()).not.toMatch(/[\w-]{43}/);
  }, 60_000);

  test('says what it can do, and which secret is missing', async () => {
    expect((await keys('forget', 'local')).stderr).toContain('The commands are: init, rotate, replace, show');
    const { aws_endpoint, region } = sharedStack();
    const FRONTDESK_DATA = outputs({ region, aws_endpoint, name_prefix: 'frontdesk-elsewhere' });
    expect(await script('visitor-keys.sh', ['rotate', 'local'], { FRONTDESK_DATA })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no secret frontdesk-elsewhere\/visitor-token-keys\.\nDeploy it with/),
    });
  }, 60_000);
});
