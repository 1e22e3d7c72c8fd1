import { declaredTable, grantedPermissions } from './expected';
import {
  ACCOUNT,
  deadInvocationsOf,
  declaredBuckets,
  declaredMappings,
  declaredQueues,
  declaredSchedules,
  declaredTopics,
  otherRoles,
} from './expected-events';
import { declaredInvokers, sorted } from './expected-invokers';
import type { Numbers } from './numbers';
import { proveApis } from './prove-apis';
import type { ProvedEnvironment } from './proved-environment';

/** Everything that was applied, as the AWS API reports it, matches the manifest and the environment's numbers. */
export const proveReadBack = (proved: () => ProvedEnvironment, numbers: Numbers): void => {
  const { name, deletionProtection, logRetentionDays } = numbers;
  const prefix = `frontdesk-${name}`;

  describe('read back through the AWS API', () => {
    beforeAll(async () => {
      await proved().look();
    });

    test('there are exactly the functions, tables, roles and secrets that the manifest declares', () => {
      const named = (things: object): string[] =>
        Object.keys(things)
          .map((logical) => `${prefix}-${logical}`)
          .sort();
      expect(Object.keys(proved().deployed.functions).sort()).toEqual(named(proved().manifest.functions));
      const others = Object.fromEntries(otherRoles(proved().manifest).map((role) => [role, role]));
      expect(Object.keys(proved().deployed.roles).sort()).toEqual(named({ ...proved().manifest.functions, ...others }));
      expect(Object.keys(proved().deployed.tables).sort()).toEqual(named(proved().manifest.tables));
      expect(Object.keys(proved().deployed.secrets).sort()).toEqual(Object.keys(proved().manifest.secrets).sort());
    });

    proveApis(proved, numbers);

    test('every function runs what was built, with the declared size and environment, and only declared callers may invoke it', async () => {
      const outputs = await proved().terraform.outputs();
      const known: Record<string, unknown> = { ...outputs, environment: name, account_id: ACCOUNT };
      const { manifest, deployed } = proved();
      for (const fn of proved().functions) {
        const { environment = {}, invokers, ...rest } = deployed.functions[`${prefix}-${fn.name}`] ?? {};
        expect(rest).toMatchObject({
          memory: fn.memory_mb,
          timeout: fn.timeout_seconds,
          runtime: fn.runtime,
          architectures: [fn.architecture],
          handler: fn.handler,
          codeSha256: fn.zip_sha256,
          tracing: 'Active',
          logFormat: 'JSON',
          deadLetters: deadInvocationsOf(fn, prefix),
        });
        expect([fn.name, sorted(invokers)]).toEqual([fn.name, declaredInvokers(manifest, fn, prefix, deployed.apis)]);
        expect(Object.keys(environment).sort()).toEqual(Object.keys(fn.environment).sort());
        for (const [variable, declared] of Object.entries(fn.environment)) {
          const expected = 'value' in declared ? declared.value : String(known[declared.ref]);
          expect([variable, environment[variable]]).toEqual([variable, expected]);
        }
      }
    });

    test('every role allows exactly what its function was granted', () => {
      for (const fn of proved().functions) {
        expect([fn.name, proved().grantsOf(fn)]).toEqual([fn.name, grantedPermissions(fn, prefix, proved().deployed)]);
        expect(proved().deployed.roles[`${prefix}-${fn.name}`]?.attached).toEqual([]);
      }
    });

    test('every table has its keys, indexes and expiry, is encrypted, backed up and protected, and has a ceiling', () => {
      for (const table of Object.values(proved().manifest.tables)) {
        expect([table.name, proved().deployed.tables[`${prefix}-${table.name}`]]).toEqual([
          table.name,
          declaredTable(table, numbers),
        ]);
      }
    });

    test('every queue has dead letters, which are kept for 14 days, accepts messages only from its topics, and nobody else reads it', () => {
      expect(proved().deployed.queues).toEqual(declaredQueues(proved().manifest, prefix));
    });

    test('every topic sends exactly to its subscribers, with their filters, and nobody else may subscribe', () => {
      const { [`${prefix}-alarms`]: alarms, ...topics } = proved().deployed.topics;
      expect(alarms).toBeDefined();
      expect(topics).toEqual(declaredTopics(proved().manifest, prefix));
    });

    test('every queue invokes the alias of its function, with batches that may fail in part', () => {
      expect(proved().deployed.mappings).toEqual(expect.arrayContaining(declaredMappings(proved().manifest, prefix)));
      expect(proved().deployed.mappings).toHaveLength(declaredMappings(proved().manifest, prefix).length);
    });

    test('every bucket is private, encrypted and versioned, expires objects as declared, notifies its functions, and lets pages upload only where declared', () => {
      expect(proved().deployed.buckets).toEqual(declaredBuckets(proved().manifest, prefix, numbers.corsOrigins ?? []));
    });

    test('every schedule invokes its function with its name and the scheduled time', () => {
      expect(proved().deployed.schedules).toEqual(declaredSchedules(proved().manifest, prefix));
    });

    test('only administrators can create users, and no user can choose the tenant', () => {
      const [pool] = proved().deployed.pools;
      expect(pool).toMatchObject({
        name: `${prefix}-user-pool`,
        adminOnly: true,
        deletionProtection: deletionProtection ? 'ACTIVE' : 'INACTIVE',
        tenant: { Mutable: false },
        groups: ['admin', 'agent'],
      });
      const web = pool?.clients.find(({ ClientName }) => ClientName === `${prefix}-web`);
      expect(web?.ClientSecret).toBeUndefined();
      expect([...(web?.ExplicitAuthFlows ?? [])].sort()).toEqual([
        'ALLOW_REFRESH_TOKEN_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_USER_SRP_AUTH',
      ]);
      expect(web?.WriteAttributes).not.toContain('custom:tenant_id');
      const services = pool?.clients.filter((client) => client !== web) ?? [];
      for (const service of services) {
        expect(service).toMatchObject({
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthScopes: ['frontdesk/tenant.act'],
          ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
          WriteAttributes: ['name'],
        });
        expect(service.ClientSecret).toBeTruthy();
      }
      expect(services).not.toEqual([]);
    });

    test('every log is kept as long as the environment says', () => {
      const groups = [
        ...proved().functions.map((fn) => `/aws/lambda/${prefix}-${fn.name}`),
        ...proved().deployed.apis.map((api) => `/aws/vendedlogs/apigateway/${api.name}`),
      ];
      expect(proved().deployed.logGroups).toEqual(Object.fromEntries(groups.map((group) => [group, logRetentionDays])));
    });

    test('the alarm topic gets messages about costs, if there is a budget', () => {
      const told = [`arn:aws:sns:us-east-1:123456789012:${prefix}-alarms`];
      expect(proved().deployed.budgets).toEqual(
        numbers.monthlyBudgetUsd === null
          ? {}
          : {
              [`${prefix}-monthly`]: {
                limit: numbers.monthlyBudgetUsd,
                told: { 'ACTUAL 80': told, 'ACTUAL 100': told, 'FORECASTED 100': told },
              },
            },
      );
    });

    test('every promised alarm exists', () => {
      expect(proved().deployed.alarms).toMatchObject({
        [`${prefix}-rate-limit-hits`]: 50,
        [`${prefix}-rate-limit-errors`]: 5,
        [`${prefix}-api-4xx`]: 10,
        [`${prefix}-api-5xx`]: 5,
        ...Object.fromEntries(
          proved().functions.flatMap((fn) => [
            [`${prefix}-${fn.name}-errors`, 5],
            [`${prefix}-${fn.name}-throttles`, 5],
            ...(deadInvocationsOf(fn, prefix) ? [[`${prefix}-${fn.name}-invocations-dead-letters`, 0]] : []),
          ]),
        ),
        ...Object.fromEntries(
          Object.keys(proved().manifest.queues).flatMap((queue) => [
            [`${prefix}-${queue}-age`, 300],
            [`${prefix}-${queue}-dead-letters`, 0],
          ]),
        ),
        [`${prefix}-socket-errors`]: 5,
        [`${prefix}-slow-connections`]: 100,
        [`${prefix}-failed-posts`]: 10,
      });
    });
  });
};
