import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EMULATOR_OVERRIDE, tools } from './emulator';
import { succeed } from './run';

export const ROOT = resolve(__dirname, '..', '..', '..');

/** A copy of the project as a fresh clone would have it, in a folder of its own. */
export interface Checkout {
  readonly root: string;
  path(...parts: string[]): string;
  /** The environment for programs in it: an emulator's address, made-up keys, nothing of the machine's own AWS set-up. */
  environment(endpoint: string): NodeJS.ProcessEnv;
  remove(): void;
}

const ENVIRONMENTS = ['dev', 'prod', 'state'];

const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|TF|INFRA|MAKE)_|^MAKE/.test(name)));

/** @param built whether what `make build` made is copied too. */
export const checkout = async ({ built }: { built: boolean }): Promise<Checkout> => {
  const root = mkdtempSync(join(tmpdir(), 'frontdesk-infra-'));
  const path = (...parts: string[]): string => join(root, ...parts);
  await succeed(
    'bash',
    [
      '-c',
      'git ls-files -z -co --exclude-standard --deduplicate | tar --null --ignore-failed-read -cT - | tar -xC "$0"',
      root,
    ],
    {
      cwd: ROOT,
    },
  );
  if (built) {
    if (!existsSync(join(ROOT, 'dist', 'manifest.json')))
      throw new Error('There is no dist/manifest.json. Run: make build');
    cpSync(join(ROOT, 'dist'), path('dist'), { recursive: true });
  }
  for (const name of ENVIRONMENTS) copyFileSync(EMULATOR_OVERRIDE, path('envs', name, 'emulator_override.tf'));

  const cliConfig = path('terraform.rc');
  const { plugins } = tools();
  writeFileSync(
    cliConfig,
    plugins ? `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(plugins)}\n  }\n}\n` : '',
  );
  return {
    root,
    path,
    environment: (endpoint) => ({
      ...inherited(),
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
      AWS_REGION: 'us-east-1',
      // Version 1 of the AWS CLI reads only this one.
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_CONFIG_FILE: path('no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: path('no-aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      TF_CLI_CONFIG_FILE: cliConfig,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      // Terraform and its provider are many short processes: to collect garbage less often saves up to a quarter of their CPU.
      GOGC: '400',
      ...Object.fromEntries(
        ['init', 'plan', 'apply', 'destroy', 'test'].map((command) => [`TF_CLI_ARGS_${command}`, '-no-color']),
      ),
    }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
