import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkout, checkout } from './support/checkout';
import { deployerPolicy, MANAGED_POLICY_CHARACTERS } from './support/deployer-policy';
import { run, succeed } from './support/run';
import { terraformIn } from './support/terraform';

/** This needs no emulator: nothing here talks to AWS. */
const NOWHERE = 'http://127.0.0.1:9';

const ROOT = join(__dirname, '..', '..');
const modules = readdirSync(join(ROOT, 'terraform', 'modules')).map((name) => `terraform/modules/${name}`);
const examples = modules
  .map((module) => `${module}/examples/simple`)
  .filter((folder) => existsSync(join(ROOT, folder)));
const environments = ['envs/dev', 'envs/prod', 'envs/state'];
const stack = ['terraform/stack', 'terraform/stack/manifest', 'terraform/stack/target'];
const tested = [...modules, ...environments, ...stack].filter((folder) => existsSync(join(ROOT, folder, 'tests')));

let copy: Checkout;
beforeAll(async () => {
  copy = await checkout({ built: false });
});
afterAll(() => copy?.remove());

const terraform = (folder: string) => terraformIn(copy, folder, copy.environment(NOWHERE));

test('everything is formatted', async () => {
  const { code, stdout } = await run('terraform', ['fmt', '-check', '-recursive'], { cwd: copy.root });
  expect({ code, unformatted: stdout }).toEqual({ code: 0, unformatted: '' });
});

test("every module's README lists its inputs and outputs", async () => {
  const { code, stderr } = await run('node', ['scripts/terraform-readme.cjs', '--check'], { cwd: copy.root });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('environments differ only in their values and share no file, so editing one never changes another', () => {
  const links = readdirSync(copy.path('envs'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isSymbolicLink(),
  );
  expect(links.map(({ name }) => name)).toEqual([]);
  for (const file of ['variables.tf', 'outputs.tf', 'versions.tf', '.terraform.lock.hcl'])
    expect([file, readFileSync(copy.path('envs', 'prod', file), 'utf8')]).toEqual([
      file,
      readFileSync(copy.path('envs', 'dev', file), 'utf8'),
    ]);
});

test.each([...examples, ...environments])('%s is valid, without a build', async (folder) => {
  const { init, validate } = terraform(folder);
  await init('-backend=false');
  await validate();
});

test.each(tested)('%s passes its tests', async (folder) => {
  const { init, run: terraformRun } = terraform(folder);
  await init('-backend=false');
  await expect(terraformRun('test')).resolves.toMatch(/Success! \d+ passed, 0 failed/);
});

test('the deployer’s policy is short enough for a managed policy of IAM', () => {
  expect(JSON.stringify(deployerPolicy()).length).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
});

test('every script parses and has a help text', async () => {
  const scripts = readdirSync(copy.path('scripts')).filter((name) => name.endsWith('.sh'));
  const parts = readdirSync(copy.path('scripts', 'lib')).filter((name) => name.endsWith('.sh'));
  await succeed('bash', ['-n', ...scripts, ...parts.map((name) => `lib/${name}`)], { cwd: copy.path('scripts') });
  for (const script of scripts) {
    const { code, stdout } = await run('bash', [join('scripts', script), '--help'], { cwd: copy.root });
    expect([script, code, stdout.split(/[ :]/)[0]]).toEqual([script, 0, script]);
  }
});
