import { copyFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import type { Checkout } from './checkout';
import { type Outcome, run } from './run';

/** A deployed and bootstrapped `envs/dev`, and where programs find the emulator that it is deployed to. */
export interface DeployedDev {
  readonly copy: Checkout;
  readonly running: (more?: NodeJS.ProcessEnv) => { readonly cwd: string; readonly env: NodeJS.ProcessEnv };
}

/** What Terraform says, without its frame and line breaks. */
const words = (text: string): string => text.replace(/[│╷╵\s]+/g, ' ');

/** Nothing that a plan would list. */
const NOTHING = /will be (destroyed|created|updated)|must be replaced|Plan:/;

/**
 * Every way to plan one environment's resources as another's, through the scripts or with Terraform alone, is refused
 * with advice on what to do, and nothing is planned.
 */
export const proveRefusals = (dev: () => DeployedDev): void => {
  const staging = (...parts: string[]): string => dev().copy.path('envs', 'staging', ...parts);
  const make = (target: string, environment: string, more: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
    run('make', ['--no-print-directory', target, `ENV=${environment}`, 'YES=1'], dev().running(more));
  const terraform = (environment: string, ...args: string[]): Promise<Outcome> =>
    run('terraform', [`-chdir=envs/${environment}`, ...args], dev().running());
  const refused = ({ code, stdout, stderr }: Outcome, ...why: string[]): void => {
    expect(code).not.toBe(0);
    for (const reason of why) expect(words(stderr)).toContain(reason);
    expect(stdout).not.toMatch(NOTHING);
  };

  describe('a copied folder', () => {
    beforeAll(() => cpSync(dev().copy.path('envs', 'dev'), staging(), { recursive: true }));
    afterAll(() => rmSync(staging(), { recursive: true, force: true }));

    test.each(['plan', 'deploy', 'destroy'])('make %s asks for a bootstrap of its own', async (target) => {
      refused(
        await make(target, 'staging'),
        'there is no envs/staging/staging.s3.tfbackend',
        'make bootstrap ENV=staging',
      );
    });

    test.each([
      ['plan', ['plan', '-input=false']],
      ['apply', ['apply', '-input=false', '-auto-approve']],
      ['destroy', ['destroy', '-input=false', '-auto-approve']],
    ])('terraform %s finds that the state is another environment’s', async (_, args) => {
      refused(
        await terraform('staging', ...args),
        'This state belongs to frontdesk-dev in us-east-1',
        'not to frontdesk-staging in us-east-1',
        'make bootstrap ENV=staging',
      );
    });

    test('the other scripts do not mistake it for the environment that it was copied from', async () => {
      const outcome = await run('bash', ['scripts/diag.sh', 'url', 'staging'], dev().running());
      refused(outcome, 'envs/staging is connected to the state of dev', 'make bootstrap ENV=staging');
    });

    test('a backend file that was copied and renamed is refused', async () => {
      copyFileSync(staging('dev.s3.tfbackend'), staging('staging.s3.tfbackend'));
      refused(await make('plan', 'staging'), 'belongs to another environment', 'make bootstrap ENV=staging');
    });

    test('once bootstrapped, it is a new environment of its own', async () => {
      expect(await make('bootstrap', 'staging')).toMatchObject({ code: 0 });
      const { code, stdout } = await make('plan', 'staging');
      expect({ code, plan: /Plan:.*/.exec(stdout)?.[0] }).toEqual({
        code: 0,
        plan: expect.stringMatching(/Plan: \d+ to add, 0 to change, 0 to destroy/),
      });
    });
  });

  describe('another region after the deployment', () => {
    const settings = (): string => dev().copy.path('envs', 'dev', 'terraform.tfvars');
    beforeAll(() => writeFileSync(settings(), 'region = "eu-west-1"\n'));
    afterAll(() => rmSync(settings(), { force: true }));

    test.each(['plan', 'deploy', 'destroy', 'bootstrap'])('make %s says to change it back', async (target) => {
      refused(
        await make(target, 'dev'),
        'The state of envs/dev belongs to frontdesk-dev in us-east-1, not to frontdesk-dev in eu-west-1.',
        "change the app's name and the region back",
      );
    });

    test.each([
      ['plan', ['plan', '-input=false']],
      ['apply', ['apply', '-input=false', '-auto-approve']],
      ['destroy', ['destroy', '-input=false', '-auto-approve']],
    ])('terraform %s says to change it back', async (_, args) => {
      refused(await terraform('dev', ...args), 'frontdesk-dev in us-east-1', 'in eu-west-1', 'change it back');
    });
  });

  describe('another name for the app after the deployment', () => {
    test('make plan and terraform apply refuse it', async () => {
      refused(await make('plan', 'dev', { TF_VAR_app: 'reception' }), 'belongs to another environment');
      refused(
        await terraform('dev', 'apply', '-input=false', '-auto-approve', '-var=app=reception'),
        'frontdesk-dev in us-east-1',
        'not to reception-dev',
        'change it back',
      );
    });
  });
};
