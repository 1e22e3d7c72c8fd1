import { writeFileSync } from 'node:fs';
import { checkPolicy } from '../policy/check';
import type { Checkout } from './checkout';
import type { Numbers } from './numbers';
import { proveChanges } from './prove-changes';
import { proveReadBack } from './prove-read-back';
import { ProvedEnvironment, STATE_KEY } from './proved-environment';
import { run } from './run';
import { plannedActions, plannedResources } from './terraform';

/**
 * Applies one environment to an emulator of its own, reads it back, and takes it down.
 * @param changes whether to change it in place too: both environments are made of the same parts, so one is enough.
 * @param prepare what to do to the copy of the project first.
 */
export const proveEnvironment = (
  numbers: Numbers,
  { changes, prepare }: { changes: boolean; prepare?: (copy: Checkout) => Promise<void> },
): void => {
  const { name, deletionProtection } = numbers;
  let environment: ProvedEnvironment | undefined;
  const proved = (): ProvedEnvironment => {
    if (!environment) throw new Error('The environment could not be prepared.');
    return environment;
  };
  beforeAll(async () => {
    environment = await ProvedEnvironment.start(numbers, prepare);
  });
  afterAll(() => environment?.close());

  test('the plan follows the policy', async () => {
    const plan = await proved().terraform.plan();
    const resources = plannedResources(plan);
    process.stdout.write(`      envs/${name}: ${Object.keys(plannedActions(plan)).length} resources\n`);
    expect(checkPolicy(resources)).toEqual([]);
  });

  test('it applies, and a second plan finds nothing to do', async () => {
    await proved().terraform.apply();
    expect(plannedActions(await proved().terraform.plan())).toEqual({});
  });

  test('what was applied follows the policy, now that every value is known', async () => {
    expect(checkPolicy(await proved().terraform.state())).toEqual([]);
  });

  test('the state is in S3, and nobody plans while another holds its lock', async () => {
    const lock = proved().terraform.folder('lock.json');
    writeFileSync(
      lock,
      JSON.stringify({
        ID: 'held',
        Operation: 'OperationTypeApply',
        Who: 'somebody else',
        Version: '1.11.4',
        Created: '2026-01-01T00:00:00Z',
        Path: STATE_KEY,
      }),
    );
    await proved().aws(
      's3api',
      'put-object',
      '--bucket',
      proved().bucket,
      '--key',
      `${STATE_KEY}.tflock`,
      '--body',
      lock,
    );
    const { code, stderr } = await proved().terraform.tryPlan();
    await proved().aws('s3api', 'delete-object', '--bucket', proved().bucket, '--key', `${STATE_KEY}.tflock`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/Error acquiring the state lock[\s\S]*somebody else/),
    });
    await expect(
      proved().aws('s3api', 'head-object', '--bucket', proved().bucket, '--key', STATE_KEY),
    ).resolves.toContain('ContentLength');
  });

  if (deletionProtection)
    test('a plan that would replace something protected is reported before anything is applied', async () => {
      const table = 'module.frontdesk.module.tables.aws_dynamodb_table.this["faq"]';
      const plan = proved().terraform.folder('replacing.json');
      writeFileSync(plan, JSON.stringify(await proved().terraform.plan(`-replace=${table}`)));
      const { stdout } = await run('bash', ['-c', 'node scripts/lib/protected-losses.cjs <"$0"', plan], {
        cwd: proved().copy.root,
      });
      expect(stdout.trim()).toBe(table);
    });

  proveReadBack(proved, numbers);
  if (changes) proveChanges(proved, numbers);

  test(
    deletionProtection
      ? 'it is destroyed only after its protection is lifted, and leaves nothing behind'
      : 'it is destroyed, and leaves nothing behind',
    async () => {
      if (deletionProtection) {
        const { code, stderr } = await proved().destroy();
        expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('protected from deletion') });
        await proved().terraform.run('apply', '-input=false', '-auto-approve', '-var=deletion_protection=false');
      }
      const { code, stdout, stderr } = await proved().destroy();
      expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: expect.stringContaining('Destroy complete') });
      const left = await proved().look();
      expect({ ...left }).toEqual({
        apis: [],
        functions: {},
        roles: {},
        tables: {},
        pools: [],
        secrets: {},
        alarms: {},
        queues: {},
        topics: {},
        mappings: [],
        buckets: {},
        schedules: {},
        budgets: {},
        logGroups: {},
      });
    },
  );
};
