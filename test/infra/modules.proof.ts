import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkout, checkout } from './support/checkout';
import { deployerPolicy, MANAGED_POLICY_CHARACTERS } from './support/deployer-policy';
import { type LastingProvider, startProvider } from './support/lasting-provider';
import { run, succeed } from './support/run';
import { type Terraform, terraformIn } from './support/terraform';

/** This needs no emulator: nothing here talks to AWS. */
const NOWHERE = 'http://127.0.0.1:9';

const ROOT = join(__dirname, '..', '..');
const modules = readdirSync(join(ROOT, 'terraform', 'modules')).map((name) => `terraform/modules/${name}`);
const examples = [
  ...modules.map((module) => `${module}/examples/simple`).filter((folder) => existsSync(join(ROOT, folder))),
  ...readdirSync(join(ROOT, 'terraform', 'examples')).map((name) => `terraform/examples/${name}`),
];
const environments = ['envs/dev', 'envs/prod', 'envs/state'];
const stack = ['terraform/stack', 'terraform/stack/manifest', 'terraform/stack/target'];
const tested = [...modules, ...environments, ...stack].filter((folder) => existsSync(join(ROOT, folder, 'tests')));

let copy: Checkout;
let provider: LastingProvider | undefined;
beforeAll(async () => {
  copy = await checkout({ built: false });
  await initialized('envs/dev');
  provider = await startProvider(copy.path('envs/dev'), copy.environment(NOWHERE));
});
afterAll(async () => {
  await provider?.close();
  copy?.remove();
});

/** Terraform installs a folder's providers by itself, and then uses the one that runs already. */
const initialized = async (folder: string): Promise<Terraform> => {
  const env = copy.environment(NOWHERE);
  await terraformIn(copy, folder, env).init('-backend=false');
  return terraformIn(copy, folder, { ...env, ...provider?.environment });
};

test('everything is formatted', async () => {
  const { code, stdout } = await run('terraform', ['fmt', '-check', '-recursive'], { cwd: copy.root });
  expect({ code, unformatted: stdout }).toEqual({ code: 0, unformatted: '' });
});

test("every module's README lists its inputs and outputs", async () => {
  const { code, stderr } = await run('node', ['scripts/terraform-readme.cjs', '--check'], { cwd: copy.root });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('environments differ only in their values and share no file, so editing one never changes another', () => {
  const links = readdirSync(copy.path('envs'), { recursive: true, withFileTypes: true }).filter(
    // Terraform links to its providers.
    (entry) => entry.isSymbolicLink() && !entry.parentPath.includes('.terraform'),
  );
  expect(links.map(({ name }) => name)).toEqual([]);
  for (const file of ['variables.tf', 'outputs.tf', 'versions.tf', '.terraform.lock.hcl'])
    expect([file, readFileSync(copy.path('envs', 'prod', file), 'utf8')]).toEqual([
      file,
      readFileSync(copy.path('envs', 'dev', file), 'utf8'),
    ]);
});

test.each([...examples, ...environments])('%s is valid, without a build', async (folder) => {
  const { validate } = await initialized(folder);
  await validate();
});

test.each(tested)('%s passes its tests', async (folder) => {
  const { run: terraformRun } = await initialized(folder);
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
