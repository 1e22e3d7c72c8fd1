import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { withBrowser } from '@frontdesk/testkit/browser';
import { until } from '@frontdesk/testkit/dev-process';

const ROOT = join(__dirname, '..');
const run = promisify(execFile);

/** The way a person runs it from the project's folder, with the tests' shared stack in place of `make dev`. */
const example = (command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
  run(command, args, { cwd: ROOT, env: { ...process.env, FRONTDESK_DATA: sharedStack().data, ...more } });

test('the walk through the API with curl works as its comments say', async () => {
  const { id: TOKEN } = await staffOf(freshTenant('walk'));
  const { stdout } = await example('examples/curl/walk-through.sh', [], { API_URL: sharedStack().api_url, TOKEN });
  expect(stdout).toContain('from 9 to 12, without an appointment');
  expect(stdout).toContain('slot_taken');
  expect(stdout).toContain('That was a day at the front desk.');
}, 60_000);

test('the service signs in with client credentials and asks for a tenant', async () => {
  const { stdout } = await example('node', ['examples/service/ask.mjs', 'acme-dental', 'Is there somewhere to park?']);
  expect(stdout).toMatch(/park/i);
});

test('the service says why it is refused', async () => {
  const asking = example('node', ['examples/service/ask.mjs', 'not-its-tenant', 'Hello']);
  await expect(asking).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^Frontdesk refused: 403 /) });
});

withBrowser('the front end', (browser) => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-example-'));
    const env = join(folder, '.env.local');
    await example('scripts/front-end-env.sh', ['local', env]);
    server = spawn('node', [`--env-file=${env}`, 'examples/front-end/serve.mjs'], {
      cwd: ROOT,
      env: { ...process.env, FRONT_END_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    server.stdout?.on('data', (text) => {
      said += text;
    });
    url = await until(async () => /http:\S+/.exec(said)?.[0], 10_000);
  });
  afterAll(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });

  test('signs a user of the staff in, and shows what the front desk answers', async () => {
    const { demo_email, demo_password } = JSON.parse(readFileSync(join(sharedStack().data, 'outputs.json'), 'utf8'));
    const page = await browser().newPage();
    await page.goto(url);

    await page.getByLabel('Email').fill(demo_email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Incorrect username or password.').waitFor();

    await page.getByLabel('Password').fill(demo_password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Your message').fill('Is there somewhere to park?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('li:not(.mine)').first().waitFor();
    expect(await page.locator('li').allInnerTexts()).toEqual([
      'Is there somewhere to park?',
      expect.stringMatching(/park/i),
    ]);
    await page.close();
  }, 60_000);
});
