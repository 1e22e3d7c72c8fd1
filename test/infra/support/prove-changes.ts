import { writeFileSync } from 'node:fs';
import { declaredRoutes, deployedRoutes, grantedPermissions } from './expected';
import type { Numbers } from './numbers';
import type { ProvedEnvironment } from './proved-environment';
import { succeed } from './run';
import { plannedActions } from './terraform';

/** A changed declaration changes things in place, undeclared things are found, and no manifest means no plan. */
export const proveChanges = (proved: () => ProvedEnvironment, numbers: Numbers): void => {
  describe('changed in place', () => {
    test('a route and a grant are updated, and nothing else is touched', async () => {
      const route = proved().manifest.routes.find(
        ({ authorizer, throttle }) => authorizer === 'jwt' && throttle === 'default',
      );
      const severalActions = ({ actions }: { readonly actions: readonly string[] }): boolean => actions.length > 1;
      const fn = proved().functions.find(({ grants }) => grants.some(severalActions));
      if (!route || !fn) throw new Error('The manifest has no route with a token, or no grant of two actions.');
      proved().declare((changed) => {
        for (const each of changed.routes) {
          if (each.operation !== route.operation) continue;
          each.route_key = `${route.route_key}/moved`;
          each.authorization_scopes = ['frontdesk/tenant.act'];
        }
        const grant = changed.functions[fn.name]?.grants.find(severalActions);
        if (grant) grant.actions = grant.actions.slice(1);
      });

      expect(plannedActions(await proved().terraform.plan())).toEqual({
        [`module.frontdesk.module.http_api.aws_apigatewayv2_route.this["${route.operation}"]`]: 'update',
        [`module.frontdesk.module.function["${fn.name}"].aws_iam_role_policy.this`]: 'update',
      });
      await proved().terraform.apply();
      await proved().look();
      expect(deployedRoutes(proved().api('HTTP')?.routes ?? [])).toEqual(
        declaredRoutes(proved().manifest, proved().prefix),
      );
      const changed = proved().manifest.functions[fn.name] ?? fn;
      expect(proved().grantsOf(changed)).toEqual(grantedPermissions(changed, proved().prefix, proved().deployed));
      expect(plannedActions(await proved().terraform.plan())).toEqual({});
    });

    test('the throttle of a route follows the route when it is renamed, and is removed with it', async () => {
      const operation = proved().manifest.routes.find(({ authorizer }) => authorizer === 'none')?.operation ?? '';
      const own = { burst: 5, rate: 1 };
      const redeployed = async () => {
        await proved().terraform.plan();
        await proved().terraform.apply();
        const again = plannedActions(await proved().terraform.plan());
        await proved().look();
        return { again, throttled: Object.keys(proved().api('HTTP')?.stages[0]?.routes ?? {}) };
      };

      proved().declare(({ stages }) => {
        stages.dev.route_throttles[operation] = own;
      });
      const key = proved().manifest.routes.find((route) => route.operation === operation)?.route_key ?? '';
      expect(await redeployed()).toEqual({ again: {}, throttled: [key] });

      proved().declare(({ routes }) => {
        for (const route of routes) if (route.operation === operation) route.route_key = `${key}/renamed`;
      });
      expect(await redeployed()).toEqual({ again: {}, throttled: [`${key}/renamed`] });

      proved().declare((changed) => {
        changed.stages.dev.route_throttles = {};
        changed.routes = changed.routes.filter((route) => route.operation !== operation);
      });
      expect(await redeployed()).toEqual({ again: {}, throttled: [] });
    });

    test('a permission that the manifest does not grant is found, by this test and by the next plan', async () => {
      const [fn] = proved().functions;
      if (!fn) throw new Error('The manifest has no function.');
      const wrong = {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Wrong',
            Effect: 'Allow',
            Action: 'dynamodb:GetItem',
            Resource: `arn:aws:dynamodb:us-east-1:123456789012:table/${proved().prefix}-logs`,
          },
        ],
      };
      await proved().aws(
        'iam',
        'put-role-policy',
        '--role-name',
        `${proved().prefix}-${fn.name}`,
        '--policy-name',
        'grants',
        '--policy-document',
        JSON.stringify(wrong),
      );
      await proved().look();
      expect(proved().grantsOf(fn)).not.toEqual(grantedPermissions(fn, proved().prefix, proved().deployed));
      expect(plannedActions(await proved().terraform.plan())).toEqual({
        [`module.frontdesk.module.function["${fn.name}"].aws_iam_role_policy.this`]: 'update',
      });
      await proved().terraform.apply();
      await proved().look();
      expect(proved().grantsOf(fn)).toEqual(grantedPermissions(fn, proved().prefix, proved().deployed));
    });

    test('the access log of an older deployment is kept with its history', async () => {
      const { terraform, prefix } = proved();
      const aws = (...args: string[]) => proved().aws(...args);
      const [group, retention] = [`/aws/apigateway/${prefix}-http`, String(numbers.logRetentionDays)];
      const tags = `app=frontdesk,environment=${numbers.name},managed_by=terraform`;
      await aws('logs', 'create-log-group', '--log-group-name', group, '--tags', tags);
      await aws('logs', 'put-retention-policy', '--log-group-name', group, '--retention-in-days', retention);
      const [former, older] = [
        'module.frontdesk.aws_cloudwatch_log_group.former_access_log[0]',
        'module.frontdesk.module.http_api.aws_cloudwatch_log_group.access',
      ];
      await terraform.run('import', '-input=false', former, group);
      await terraform.run('state', 'mv', former, older);
      expect(plannedActions(await terraform.plan())).toEqual({});
    });

    test('a stale manifest stops the plan and says what to do', async () => {
      const source = proved().copy.path('packages', 'core', 'src', 'newer.ts');
      writeFileSync(source, 'export const newer = true;\n');
      const { code, stdout, stderr } = await proved().terraform.tryPlan('-refresh=false');
      await succeed('rm', [source], { cwd: proved().copy.root });
      expect(code).toBe(1);
      expect(stderr.replace(/\s+/g, ' ')).toContain(
        "was not made from these sources. Run `make build` in the project's root",
      );
      expect(stdout).not.toContain('will be destroyed');
    });

    test('a missing manifest stops the plan, and no deletion is ever planned', async () => {
      await succeed('mv', ['dist/manifest.json', 'dist/manifest.away'], { cwd: proved().copy.root });
      const { code, stdout, stderr } = await proved().terraform.tryPlan('-refresh=false');
      await succeed('mv', ['dist/manifest.away', 'dist/manifest.json'], { cwd: proved().copy.root });
      expect(code).toBe(1);
      expect(stderr.replace(/\s+/g, ' ')).toContain(
        "There is no manifest in ../../dist. Run `make build` in the project's root",
      );
      expect(stdout).not.toContain('will be destroyed');
    });
  });
};
