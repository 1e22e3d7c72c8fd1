import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const OUTPUTS = {
  region: 'ap-northeast-1',
  api_url: 'http://127.0.0.1:3000',
  user_pool_id: 'pool',
  aws_endpoint: 'http://127.0.0.1:3001',
};

let folder: string;
let root: string;
let front: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-scripts-'));
  [root, front] = [join(folder, 'frontdesk'), join(folder, 'front end')];
  for (const made of [join(root, 'stack'), front, join(folder, 'bin')]) mkdirSync(made, { recursive: true });
  cpSync(join(__dirname, '..', 'scripts'), join(root, 'scripts'), { recursive: true });
  symlinkSync(join(__dirname, '..', 'tooling'), join(root, 'tooling'));
  writeFileSync(join(root, 'stack', 'outputs.json'), JSON.stringify(OUTPUTS));
  writeFileSync(join(root, '.env'), 'OPENAI_MODEL=x\nFRONTDESK_DATA="stack" # beside the sources\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script from the front end's folder, with the programs of `bin` ahead of all others. */
const script = (name: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): string => {
  const { FRONTDESK_DATA: _, PATH = '', ...rest } = process.env;
  const env = { ...rest, PATH: [join(folder, 'bin'), PATH].join(delimiter), ...more };
  return execFileSync(join('..', 'frontdesk', 'scripts', name), args, {
    cwd: front,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
};

test('front-end-env.sh writes into the caller’s folder, for the stack that .env names', () => {
  script('front-end-env.sh', ['local']);
  expect(readFileSync(join(front, '.env.local'), 'utf8')).toContain(`FRONTDESK_API_URL=${OUTPUTS.api_url}`);
  mkdirSync(join(front, 'web'));
  script('front-end-env.sh', ['local', 'web/.env']);
  expect(readFileSync(join(front, 'web', '.env'), 'utf8')).toContain(OUTPUTS.api_url);
});

test('FRONTDESK_DATA in the environment overrides the one in .env', () => {
  mkdirSync(join(root, 'other'));
  writeFileSync(join(root, 'other', 'outputs.json'), JSON.stringify({ ...OUTPUTS, api_url: 'http://other' }));
  script('front-end-env.sh', ['local'], { FRONTDESK_DATA: 'other' });
  expect(readFileSync(join(front, '.env.local'), 'utf8')).toContain('http://other');
});

test('a script prints its help, whichever folder it is called from', () => {
  expect(script('front-end-env.sh', ['--help'])).toContain('front-end-env.sh ENV [FILE]');
});

/** Puts a program ahead of all others with its name. */
const program = (name: string, body: string): void => {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
};

/** The lines that a script complains with. */
const complaint = (failing: () => string): string[] => {
  try {
    failing();
  } catch (error) {
    return (error as { readonly stderr: string }).stderr.trim().split('\n');
  }
  throw new Error('The script did not fail.');
};

/** An environment that was bootstrapped, as far as the scripts check. */
const bootstrapped = (name: string): void => {
  const environment = join(root, 'envs', name);
  mkdirSync(environment, { recursive: true });
  writeFileSync(join(environment, 'main.tf'), '');
  writeFileSync(
    join(environment, 'variables.tf'),
    'variable "app" {\n  default = "frontdesk"\n}\n\nvariable "region" {\n  default = "us-east-1"\n}\n',
  );
  writeFileSync(join(environment, `${name}.s3.tfbackend`), `bucket = "frontdesk-${name}-state-123456789012"\n`);
};

test('deploy.sh keeps its plan where nobody else can read it, and deletes it even if it cannot be applied', () => {
  bootstrapped('dev');
  const seen = join(folder, 'seen');
  program('aws', 'exit 1');
  program(
    'terraform',
    `for argument; do case $argument in -out=*) plan=\${argument#-out=} ;; esac; done
    case "$*" in
    *plan*-out=*) touch "$plan"; ls -ld "$(dirname "$plan")" "$plan" >>'${seen}'; exit 2 ;;
    *show*) echo '{"resource_changes":[]}' ;;
    *apply*) echo applied >>'${seen}'; exit 1 ;;
    esac`,
  );
  expect(() => script('deploy.sh', ['dev'], { YES: '1' })).toThrow();
  const [around = '', plan = '', applied] = readFileSync(seen, 'utf8').trim().split('\n');
  expect([plan, around]).toEqual([expect.stringMatching(/^-rw-------/), expect.stringMatching(/^drwx------/)]);
  expect(applied).toBe('applied');
  for (const listed of [plan, around]) expect(existsSync(listed.slice(listed.indexOf('/')))).toBe(false);
});

test('plan.sh writes no plan, and removes one that an older deployment left behind', () => {
  bootstrapped('dev');
  const left = join(root, 'envs', 'dev', 'tfplan');
  writeFileSync(left, 'secrets');
  const seen = join(folder, 'seen');
  program('terraform', `printf '%s\\n' "$*" >>'${seen}'`);
  script('plan.sh', ['dev']);
  expect(readFileSync(seen, 'utf8')).toMatch(/ plan /);
  expect(readFileSync(seen, 'utf8')).not.toContain('-out');
  expect(existsSync(left)).toBe(false);
});

test.each([
  ['the default', '', {}, 'us-east-1'],
  ['TF_VAR_region', '', { TF_VAR_region: 'eu-west-1' }, 'eu-west-1'],
  ['terraform.tfvars', 'region = "eu-north-1"\n', { TF_VAR_region: 'eu-west-1' }, 'eu-north-1'],
])('the scripts take the region from where Terraform takes it: %s', (_, tfvars, more, region) => {
  bootstrapped('dev');
  writeFileSync(join(root, 'envs', 'dev', 'terraform.tfvars'), tfvars);
  const state = { outputs: { deployment: { value: { name_prefix: 'frontdesk-dev', region: 'sa-east-1' } } } };
  program('terraform', `case "$*" in *output*) echo '${JSON.stringify(state)}' ;; esac`);
  expect(() => script('plan.sh', ['dev'], more)).toThrow(
    `to frontdesk-dev in sa-east-1, not to frontdesk-dev in ${region}.`,
  );
});

test('for an environment without a state, the scripts say how to connect it, and nothing else', () => {
  bootstrapped('dev');
  program('aws', '');
  program('terraform', 'echo "Error: Backend initialization required" >&2; exit 1');
  expect(complaint(() => script('diag.sh', ['url', 'dev']))).toEqual([
    'The environment dev has no outputs here.',
    expect.stringContaining('make bootstrap ENV=dev'),
  ]);
});

test('create-user.sh never puts the password on a command line', () => {
  const seen = join(folder, 'seen');
  program(
    'aws',
    `printf '%s\\n' "$*" >>'${seen}'
    for argument; do case $argument in file://*) cp "\${argument#file://}" '${seen}.input' ;; esac; done`,
  );
  const PASSWORD = 'Quote " and $dollar 1a';
  script('create-user.sh', ['local', 'a@example.com', 'acme-dental'], { PASSWORD });
  expect(readFileSync(seen, 'utf8')).toContain('admin-set-user-password');
  expect(readFileSync(seen, 'utf8')).not.toContain('dollar');
  expect(JSON.parse(readFileSync(`${seen}.input`, 'utf8'))).toEqual({ Password: PASSWORD, Permanent: true });
});
