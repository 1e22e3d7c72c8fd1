import { writeFileSync } from 'node:fs';
import type { Manifest } from '../../../tooling/manifest/src/manifest';
import { checkPolicy } from '../policy/check';
import type { Checkout } from './checkout';
import { notAllowed } from './deployer-policy';
import type { Numbers } from './numbers';
import { proveReadBack } from './prove-read-back';
import { ProvedEnvironment, STATE_KEY } from './proved-environment';
import { run } from './run';
import { plannedActions, plannedResources } from './terraform';

/** Actions without which nothing of what is declared can be made: the emulator must have noticed them. */
const neededActions = ({ functions, socket }: Manifest): string[] => {
  const sources = Object.values(functions).flatMap(({ event_sources }) => event_sources.map(({ kind }) => kind));
  const makers = {
    queue: ['lambda:CreateEventSourceMapping', 'sqs:CreateQueue'],
    topic: ['lambda:AddPermission', 'sns:CreateTopic', 'sns:Subscribe'],
    bucket: ['s3:CreateBucket', 's3:PutBucketNotification', 's3:PutLifecycleConfiguration'],
    schedule: ['scheduler:CreateSchedule'],
  };
  return [
    ...sources.flatMap((kind) => makers[kind]),
    ...(socket ? ['apigateway:PATCH', 'iam:AttachRolePolicy'] : []),
    ...['apigateway:POST', 'dynamodb:CreateTable', 'iam:CreateRole', 'lambda:CreateFunction'],
  ];
};

/**
 * Applies one environment to an emulator of its own, reads it back, and takes it down.
 * @param prepare what to do to the copy of the project first.
 * @param also what else to prove before it is taken down: environments are made of the same parts, so one is enough.
 */
export const proveEnvironment = (
  numbers: Numbers,
  {
    prepare,
    also,
  }: {
    prepare?: (copy: Checkout) => Promise<void>;
    also?: (proved: () => ProvedEnvironment, numbers: Numbers) => void;
  } = {},
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
  also?.(proved, numbers);

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
      // The account's role for logs is left as it is, because other APIs may need it.
      const { logsApisAs, ...left } = await proved().look();
      expect(left).toEqual({
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
  test('all of that needs only rights in the documented policy', async () => {
    const asked = await proved().asked();
    expect(asked.map(({ action }) => action)).toEqual(expect.arrayContaining(neededActions(proved().manifest)));
    expect(notAllowed(asked)).toEqual([]);
  });
};
