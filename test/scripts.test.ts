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

/** Runs a script from the front end's folder, with the programs of `bin` before all others. */
const script = (name: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): string => {
  const { FRONTDESK_DATA: _, PATH = '', ...rest } = process.env;
  const env = { ...rest, PATH: [join(folder, 'bin'), PATH].join(delimiter), ...more };
  return execFileSync(join('..', 'frontdesk', 'scripts', name), args, { cwd: front, env, encoding: 'utf8' });
};

test('front-end-env.sh writes where the caller stands, of the stack that .env names', () => {
  script('front-end-env.sh', ['local']);
  expect(readFileSync(join(front, '.env.local'), 'utf8')).toContain(`FRONTDESK_API_URL=${OUTPUTS.api_url}`);
  mkdirSync(join(front, 'web'));
  script('front-end-env.sh', ['local', 'web/.env']);
  expect(readFileSync(join(front, 'web', '.env'), 'utf8')).toContain(OUTPUTS.api_url);
});

test("the environment's FRONTDESK_DATA comes before the one of .env", () => {
  mkdirSync(join(root, 'other'));
  writeFileSync(join(root, 'other', 'outputs.json'), JSON.stringify({ ...OUTPUTS, api_url: 'http://other' }));
  script('front-end-env.sh', ['local'], { FRONTDESK_DATA: 'other' });
  expect(readFileSync(join(front, '.env.local'), 'utf8')).toContain('http://other');
});

test('a script explains itself wherever it is called from', () => {
  expect(script('front-end-env.sh', ['--help'])).toContain('front-end-env.sh ENV [FILE]');
});

/** Puts a program before all others of its name. */
const program = (name: string, body: string): void => {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
};

test('deploy.sh leaves no plan behind when it cannot be applied', () => {
  const environment = join(root, 'envs', 'dev');
  mkdirSync(environment, { recursive: true });
  for (const file of ['main.tf', 'backend.hcl']) writeFileSync(join(environment, file), '');
  const applied = join(folder, 'applied');
  program('aws', 'exit 1');
  program(
    'terraform',
    `case "$*" in
    *plan*-out=*) touch '${environment}/tfplan'; exit 2 ;;
    *show*) echo '{"resource_changes":[]}' ;;
    *apply*) touch '${applied}'; exit 1 ;;
    esac`,
  );
  expect(() => script('deploy.sh', ['dev'], { YES: '1' })).toThrow();
  expect(existsSync(applied)).toBe(true);
  expect(existsSync(join(environment, 'tfplan'))).toBe(false);
});

test('create-user.sh shows the password in no command line', () => {
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
