import { readFileSync, writeFileSync } from 'node:fs';
import type { Checkout } from './checkout';
import { PROOFS_OWN } from './deployer-policy';
import { type Running, run, succeed } from './run';

/** What a deployment does besides deploying: what it takes back, what it clears away, and what the account allows. */
export const proveUpkeep = (
  proof: () => { readonly copy: Checkout; readonly running: (more?: NodeJS.ProcessEnv) => Running },
): void => {
  const aws = (...args: string[]): Promise<string> =>
    succeed('aws', [...args, '--output', 'json'], proof().running(PROOFS_OWN));
  const secret = 'frontdesk-dev/openai-api-key';

  test('the status shows the account’s concurrency, and what to ask AWS for', async () => {
    const { stdout } = await run('bash', ['scripts/diag.sh', 'status', 'dev'], proof().running());
    expect(stdout).toContain('The account may run 10 functions at once; 10 are not reserved.');
    expect(stdout).toMatch(/request-service-quota-increase .*--quota-code L-B99A9384 --desired-value 1000/);
    expect(stdout).toMatch(/Published code takes 0\.0 of 80\.5 GB/);
  });

  describe('a deployment that keeps one version, after a secret was deleted with the environment', () => {
    beforeAll(async () => {
      await aws('secretsmanager', 'put-secret-value', '--secret-id', secret, '--secret-string', 'sk-kept');
      await aws('secretsmanager', 'delete-secret', '--secret-id', secret, '--recovery-window-in-days', '7');
      // As it is when the whole environment was taken down: no state knows the secret any more.
      const address = 'module.frontdesk.module.secrets.aws_secretsmanager_secret.this["openai-api-key"]';
      await succeed('terraform', ['-chdir=envs/dev', 'state', 'rm', address], proof().running());
      const source = proof().copy.path('lambdas', 'system', 'src', 'index.ts');
      writeFileSync(source, `${readFileSync(source, 'utf8')}\nconsole.log('changed again');\n`);
    });

    test('restores the secret with its value, and deletes the versions that nobody needs', async () => {
      const { code, stdout, stderr } = await run(
        'make',
        ['--no-print-directory', 'deploy', 'ENV=dev', 'YES=1', 'KEEP_VERSIONS=1'],
        proof().running(),
      );
      expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: expect.stringContaining('All is well.') });
      expect(stdout).toContain(`Restored the secret ${secret}.`);
      expect(stdout).toContain('Deleted 1 old versions of functions');
      const value = JSON.parse(await aws('secretsmanager', 'get-secret-value', '--secret-id', secret));
      expect(value.SecretString).toBe('sk-kept');
    });

    test('leaves the live version and the one before it, though its list has several pages', async () => {
      const ofSystem = ['--function-name', 'frontdesk-dev-system'];
      const first = JSON.parse(await aws('lambda', 'list-versions-by-function', ...ofSystem, '--no-paginate'));
      expect(first).toHaveProperty('NextMarker');
      const { Versions } = JSON.parse(await aws('lambda', 'list-versions-by-function', ...ofSystem));
      const { FunctionVersion: live } = JSON.parse(await aws('lambda', 'get-alias', ...ofSystem, '--name', 'live'));
      expect(Versions.map(({ Version }: { Version: string }) => Version)).toEqual([
        '$LATEST',
        String(Number(live) - 1),
        live,
      ]);
    });
  });

  test('an invalid number of versions to keep is refused before anything is planned', async () => {
    const refused = await run('bash', ['scripts/deploy.sh', 'dev'], proof().running({ KEEP_VERSIONS: '0' }));
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('KEEP_VERSIONS') });
  });
};
