import { readFileSync, writeFileSync } from 'node:fs';
import type { Manifest, ManifestFunction } from '../../../tooling/manifest/src/manifest';
import { type Checkout, checkout } from './checkout';
import { type Deployed, type DeployedApi, readBack } from './deployed';
import { type Asked, recordedActions } from './deployer-policy';
import { type Emulator, startEmulator } from './emulator';
import { permissions } from './expected';
import type { Numbers } from './numbers';
import { type Outcome, run, succeed } from './run';
import { type Terraform, terraformIn } from './terraform';

export const STATE_KEY = 'frontdesk.tfstate';

export type Changeable<T> = { -readonly [K in keyof T]: Changeable<T[K]> };

/** One environment in a copy of the project, with an emulator of its own: what the steps of a proof share. */
export class ProvedEnvironment {
  readonly prefix: string;
  readonly bucket: string;
  readonly copy: Checkout;
  readonly terraform: Terraform;
  readonly #name: string;
  readonly #emulator: Emulator;
  #manifest: Manifest;
  #deployed: Deployed | undefined;

  /** Copies the project, starts an emulator, and gives the environment a state in its S3. */
  static async start(
    { name, monthlyBudgetUsd }: Numbers,
    prepare: (copy: Checkout) => Promise<void> = async () => {},
  ): Promise<ProvedEnvironment> {
    const [emulator, copy] = await Promise.all([startEmulator(), checkout({ built: true })]);
    await prepare(copy);
    const environment = new ProvedEnvironment(name, emulator, copy);
    await environment.aws('s3api', 'create-bucket', '--bucket', environment.bucket);
    writeFileSync(
      environment.terraform.folder(`${name}.s3.tfbackend`),
      `bucket = "${environment.bucket}"\nkey = "${STATE_KEY}"\nregion = "us-east-1"\nuse_lockfile = true\n`,
    );
    writeFileSync(
      environment.terraform.folder('terraform.tfvars'),
      `monthly_budget_usd = ${JSON.stringify(monthlyBudgetUsd)}\n` +
        // A new account has no such role, and refuses the WebSocket API's stage without it.
        `account_logging_role = ${environment.manifest.socket !== null}\n`,
    );
    await environment.terraform.init(`-backend-config=${name}.s3.tfbackend`);
    return environment;
  }

  private constructor(name: string, emulator: Emulator, copy: Checkout) {
    this.#name = name;
    this.#emulator = emulator;
    this.copy = copy;
    this.prefix = `frontdesk-${name}`;
    this.bucket = `${this.prefix}-state-proof`;
    this.terraform = terraformIn(copy, `envs/${name}`, copy.environment(emulator.endpoint));
    this.#manifest = JSON.parse(readFileSync(copy.path('dist', 'manifest.json'), 'utf8')) as Manifest;
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

  /** The AWS CLI, as the proof uses it: not one of the deployment's own requests. @returns what it printed. */
  aws(...args: string[]): Promise<string> {
    const env = { ...this.copy.environment(this.#emulator.endpoint), AWS_SESSION_TOKEN: 'proof' };
    return succeed('aws', args, { cwd: this.copy.root, env });
  }

  /** What the deployment asked AWS for since this was last called. */
  asked(): Promise<readonly Asked[]> {
    return recordedActions(this.#emulator.endpoint);
  }

  /** `scripts/destroy.sh`, with nobody to ask. */
  destroy(): Promise<Outcome> {
    return run('bash', ['scripts/destroy.sh', this.#name], {
      cwd: this.copy.root,
      env: { ...this.copy.environment(this.#emulator.endpoint), YES: '1' },
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
    await this.#emulator.close();
    this.copy.remove();
  }
}
