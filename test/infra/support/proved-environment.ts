import { readFileSync, writeFileSync } from 'node:fs';
import type { Manifest, ManifestFunction } from '../../../tooling/manifest/src/manifest';
import { type Checkout, checkout } from './checkout';
import { type Deployed, type DeployedApi, readBack } from './deployed';
import { type Asked, PROOFS_OWN, recordedActions } from './deployer-policy';
import { type Emulator, startEmulator } from './emulator';
import { permissions } from './expected';
import { type LastingProvider, startProvider } from './lasting-provider';
import type { Numbers } from './numbers';
import { type Outcome, run, succeed } from './run';
import { type Terraform, terraformIn } from './terraform';

export const STATE_KEY = 'frontdesk.tfstate';

export type Changeable<T> = { -readonly [K in keyof T]: Changeable<T[K]> };

interface Parts {
  readonly name: string;
  readonly prefix: string;
  readonly bucket: string;
  readonly copy: Checkout;
  readonly emulator: Emulator;
  readonly provider: LastingProvider;
  readonly manifest: Manifest;
}

/** One environment in a copy of the project, with an emulator of its own: what the steps of a proof share. */
export class ProvedEnvironment {
  readonly prefix: string;
  readonly bucket: string;
  readonly copy: Checkout;
  readonly terraform: Terraform;
  readonly #name: string;
  readonly #emulator: Emulator;
  readonly #provider: LastingProvider;
  readonly #env: NodeJS.ProcessEnv;
  #manifest: Manifest;
  #deployed: Deployed | undefined;

  /** Copies the project, starts an emulator, and gives the environment a state in its S3. */
  static async start(
    { name, monthlyBudgetUsd }: Numbers,
    prepare: (copy: Checkout) => Promise<void> = async () => {},
  ): Promise<ProvedEnvironment> {
    const [emulator, copy] = await Promise.all([startEmulator(), checkout({ built: true })]);
    try {
      await prepare(copy);
    } catch (error) {
      // An emulator that goes on running would keep Jest from ending.
      await emulator.close();
      throw error;
    }
    const env = copy.environment(emulator.endpoint);
    const folder = `envs/${name}`;
    const prefix = `frontdesk-${name}`;
    const bucket = `${prefix}-state-proof`;
    const manifest = JSON.parse(readFileSync(copy.path('dist', 'manifest.json'), 'utf8')) as Manifest;
    await succeed('aws', ['s3api', 'create-bucket', '--bucket', bucket], {
      cwd: copy.root,
      env: { ...env, ...PROOFS_OWN },
    });
    writeFileSync(
      copy.path(folder, `${name}.s3.tfbackend`),
      `bucket = "${bucket}"\nkey = "${STATE_KEY}"\nregion = "us-east-1"\nuse_lockfile = true\n`,
    );
    writeFileSync(
      copy.path(folder, 'terraform.tfvars'),
      `monthly_budget_usd = ${JSON.stringify(monthlyBudgetUsd)}\n` +
        // A new account has no such role, and refuses the WebSocket API's stage without it.
        `account_logging_role = ${manifest.socket !== null}\n`,
    );
    await terraformIn(copy, folder, env).init(`-backend-config=${name}.s3.tfbackend`);
    const provider = await startProvider(copy.path(folder), env);
    return new ProvedEnvironment({ name, prefix, bucket, copy, emulator, provider, manifest });
  }

  private constructor(parts: Parts) {
    const { name, prefix, bucket, copy, emulator, provider, manifest } = parts;
    this.prefix = prefix;
    this.bucket = bucket;
    this.copy = copy;
    this.#name = name;
    this.#emulator = emulator;
    this.#provider = provider;
    this.#manifest = manifest;
    this.#env = { ...copy.environment(emulator.endpoint), ...provider.environment };
    this.terraform = terraformIn(copy, `envs/${name}`, this.#env);
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get functions(): ManifestFunction[] {
    return Object.values(this.#manifest.functions);
  }

  /** What was there at the last look. */
  get deployed(): Deployed {
    if (!this.#deployed) throw new Error('The environment has not been looked at.');
    return this.#deployed;
  }

  /** What the AWS API reports now. */
  async look(): Promise<Deployed> {
    this.#deployed = await readBack(this.copy, this.#emulator.endpoint, this.prefix);
    return this.#deployed;
  }

  /** The API of one kind, as it was at the last look. */
  api(protocol: DeployedApi['protocol']): DeployedApi | undefined {
    return this.deployed.apis.find((api) => api.protocol === protocol);
  }

  /** The AWS CLI, as the proof uses it. @returns what it printed. */
  aws(...args: string[]): Promise<string> {
    return succeed('aws', args, { cwd: this.copy.root, env: { ...this.#env, ...PROOFS_OWN } });
  }

  /** What the deployment asked AWS for since this was last called. */
  asked(): Promise<readonly Asked[]> {
    return recordedActions(this.#emulator.endpoint);
  }

  /** `scripts/destroy.sh`, with nobody to ask. */
  destroy(): Promise<Outcome> {
    return run('bash', ['scripts/destroy.sh', this.#name], {
      cwd: this.copy.root,
      env: { ...this.#env, YES: '1' },
    });
  }

  /** What a function's role allowed at the last look. */
  grantsOf(fn: ManifestFunction) {
    return permissions(this.deployed.roles[`${this.prefix}-${fn.name}`]?.statements ?? []);
  }

  /** Changes what is declared, as a build of other declarations would. */
  declare(change: (manifest: Changeable<Manifest>) => void): void {
    const changed = structuredClone(this.#manifest) as Changeable<Manifest>;
    change(changed);
    this.#manifest = changed;
    writeFileSync(this.copy.path('dist', 'manifest.json'), JSON.stringify(changed));
  }

  async close(): Promise<void> {
    await this.#provider.close();
    await this.#emulator.close();
    this.copy.remove();
  }
}
