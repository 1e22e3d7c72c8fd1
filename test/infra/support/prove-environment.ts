import { readFileSync, writeFileSync } from 'node:fs';
import type { Manifest, ManifestFunction } from '../../../packages/manifest/src/manifest';
import { checkPolicy } from '../policy/check';
import { type Checkout, checkout } from './checkout';
import {
  type Deployed,
  declaredRoutes,
  declaredTable,
  deployedRoutes,
  grantedPermissions,
  permissions,
  readBack,
} from './deployed';
import { type Emulator, startEmulator } from './emulator';
import { run, succeed } from './run';
import { plannedActions, plannedResources, type Terraform, terraformIn } from './terraform';

/** What an environment is told apart by. */
export interface Numbers {
  readonly name: 'dev' | 'prod';
  readonly deletionProtection: boolean;
  readonly logRetentionDays: number;
  /** The origins that browsers may call from; null keeps them all out. */
  readonly corsOrigins: readonly string[] | null;
}

const STATE_KEY = 'frontdesk.tfstate';

type Changeable<T> = { -readonly [K in keyof T]: Changeable<T[K]> };

/** Applies one environment to an emulator of its own, reads it back, changes it in place and takes it down. */
export const proveEnvironment = ({ name, deletionProtection, logRetentionDays, corsOrigins }: Numbers): void => {
  const prefix = `frontdesk-${name}`;
  const bucket = `${prefix}-proof-state`;
  let emulator: Emulator;
  let copy: Checkout;
  let terraform: Terraform;
  let manifest: Manifest;
  let deployed: Deployed;

  const aws = (...args: string[]): Promise<string> =>
    succeed('aws', args, { cwd: copy.root, env: copy.environment(emulator.endpoint) });
  const look = async (): Promise<Deployed> => {
    deployed = await readBack(copy, emulator.endpoint, prefix);
    return deployed;
  };
  const functions = (): ManifestFunction[] => Object.values(manifest.functions);
  const grantsOf = (fn: ManifestFunction) => permissions(deployed.roles[`${prefix}-${fn.name}`]?.statements ?? []);
  const changeManifest = (change: (manifest: Changeable<Manifest>) => void): void => {
    const changed = structuredClone(manifest) as Changeable<Manifest>;
    change(changed);
    manifest = changed;
    writeFileSync(copy.path('dist', 'manifest.json'), JSON.stringify(changed));
  };

  beforeAll(async () => {
    [emulator, copy] = await Promise.all([startEmulator(), checkout({ built: true })]);
    manifest = JSON.parse(readFileSync(copy.path('dist', 'manifest.json'), 'utf8')) as Manifest;
    terraform = terraformIn(copy, `envs/${name}`, copy.environment(emulator.endpoint));
    await aws('s3api', 'create-bucket', '--bucket', bucket);
    writeFileSync(
      terraform.folder('backend.hcl'),
      `bucket = "${bucket}"\nkey = "${STATE_KEY}"\nregion = "us-east-1"\nuse_lockfile = true\n`,
    );
    await terraform.init('-backend-config=backend.hcl');
  });
  afterAll(async () => {
    await emulator?.close();
    copy?.remove();
  });

  test('the plan keeps the policy', async () => {
    const plan = await terraform.plan();
    const resources = plannedResources(plan);
    process.stdout.write(`      envs/${name}: ${Object.keys(plannedActions(plan)).length} resources\n`);
    expect(checkPolicy(resources)).toEqual([]);
  });

  test('it applies, and a second plan finds nothing to do', async () => {
    await terraform.apply();
    expect(plannedActions(await terraform.plan())).toEqual({});
  });

  test('what was applied keeps the policy, now that every value is known', async () => {
    expect(checkPolicy(await terraform.state())).toEqual([]);
  });

  test('the state is in S3, and nobody plans while another holds its lock', async () => {
    const lock = terraform.folder('lock.json');
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
    await aws('s3api', 'put-object', '--bucket', bucket, '--key', `${STATE_KEY}.tflock`, '--body', lock);
    const { code, stderr } = await terraform.tryPlan();
    await aws('s3api', 'delete-object', '--bucket', bucket, '--key', `${STATE_KEY}.tflock`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/Error acquiring the state lock[\s\S]*somebody else/),
    });
    await expect(aws('s3api', 'head-object', '--bucket', bucket, '--key', STATE_KEY)).resolves.toContain(
      'ContentLength',
    );
  });

  describe('read back through the AWS API', () => {
    beforeAll(async () => {
      await look();
    });

    test('there are just the functions, tables, roles and secrets that the manifest declares', () => {
      const named = (things: object): string[] =>
        Object.keys(things)
          .map((logical) => `${prefix}-${logical}`)
          .sort();
      expect(Object.keys(deployed.functions).sort()).toEqual(named(manifest.functions));
      expect(Object.keys(deployed.roles).sort()).toEqual(named(manifest.functions));
      expect(Object.keys(deployed.tables).sort()).toEqual(named(manifest.tables));
      expect(Object.keys(deployed.secrets).sort()).toEqual(
        [...new Set(functions().flatMap((fn) => fn.grants.secrets))].sort(),
      );
    });

    test('every route has its authorizer, its scopes and its function', () => {
      const [api] = deployed.apis;
      expect(deployed.apis.map((each) => each.name)).toEqual([`${prefix}-http`]);
      expect(deployedRoutes(api?.routes ?? [])).toEqual(declaredRoutes(manifest, prefix));
    });

    test('the authorizer takes tokens of this pool, for its clients alone', () => {
      const [pool] = deployed.pools;
      const [authorizer, ...others] = Object.values(deployed.apis[0]?.authorizers ?? {});
      expect(others).toEqual([]);
      expect(authorizer?.Issuer).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${pool?.id}`);
      expect([...(authorizer?.Audience ?? [])].sort()).toEqual(
        (pool?.clients ?? []).map(({ ClientId }) => ClientId).sort(),
      );
    });

    test('the stage throttles as the manifest says, and keeps an access log', () => {
      const { throttle, route_throttles } = manifest.stages[name];
      const key = (operation: string) =>
        manifest.routes.find((route) => route.operation === operation)?.route_key ?? operation;
      const [stage] = deployed.apis[0]?.stages ?? [];
      const limits = ({
        ThrottlingBurstLimit: burst,
        ThrottlingRateLimit: rate,
      }: {
        ThrottlingBurstLimit: number;
        ThrottlingRateLimit: number;
      }) => ({ burst, rate });
      expect(limits(stage?.defaults ?? { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 })).toEqual(throttle);
      expect(
        Object.fromEntries(Object.entries(stage?.routes ?? {}).map(([route, settings]) => [route, limits(settings)])),
      ).toEqual(Object.fromEntries(Object.entries(route_throttles).map(([operation, own]) => [key(operation), own])));
      expect(stage?.accessLog).toMatchObject({ DestinationArn: expect.stringContaining(`${prefix}-http`) });
    });

    test('browsers are answered by the declared CORS rules, for the origins of the environment', () => {
      const { allow_methods, allow_headers, expose_headers, max_age_seconds } = manifest.cors;
      const cors = deployed.apis[0]?.cors;
      const sorted = (values: unknown) => [...((values as string[] | undefined) ?? [])].sort();
      expect(
        corsOrigins === null
          ? cors
          : {
              ...cors,
              AllowHeaders: sorted(cors?.AllowHeaders),
              AllowMethods: sorted(cors?.AllowMethods),
              AllowOrigins: sorted(cors?.AllowOrigins),
              ExposeHeaders: sorted(cors?.ExposeHeaders),
            },
      ).toEqual(
        corsOrigins === null
          ? null
          : {
              AllowOrigins: sorted(corsOrigins),
              AllowMethods: sorted(allow_methods),
              AllowHeaders: sorted(allow_headers),
              ExposeHeaders: sorted(expose_headers),
              MaxAge: max_age_seconds,
              AllowCredentials: false,
            },
      );
    });

    test('every function runs what was built, with the declared size and environment, for API Gateway alone', async () => {
      const outputs = await terraform.outputs();
      const known: Record<string, unknown> = { ...outputs, environment: name };
      for (const fn of functions()) {
        const { environment = {}, ...rest } = deployed.functions[`${prefix}-${fn.name}`] ?? {};
        expect(rest).toMatchObject({
          memory: fn.memory_mb,
          timeout: fn.timeout_seconds,
          runtime: fn.runtime,
          architectures: [fn.architecture],
          handler: fn.handler,
          codeSha256: fn.zip_sha256,
          tracing: 'Active',
          logFormat: 'JSON',
          invokers: manifest.routes.some((route) => route.function === fn.name) ? ['apigateway.amazonaws.com'] : [],
        });
        expect(Object.keys(environment).sort()).toEqual(Object.keys(fn.environment).sort());
        for (const [variable, declared] of Object.entries(fn.environment)) {
          const expected = 'value' in declared ? declared.value : known[declared.ref];
          expect([variable, environment[variable]]).toEqual([variable, expected]);
        }
      }
    });

    test('every role allows exactly what its function was granted', () => {
      for (const fn of functions()) {
        expect([fn.name, grantsOf(fn)]).toEqual([fn.name, grantedPermissions(fn, prefix, deployed.secrets)]);
        expect(deployed.roles[`${prefix}-${fn.name}`]?.attached).toEqual([]);
      }
    });

    test('every table has its keys, indexes and expiry, and is encrypted, backed up and protected', () => {
      for (const table of Object.values(manifest.tables)) {
        expect([table.name, deployed.tables[`${prefix}-${table.name}`]]).toEqual([
          table.name,
          declaredTable(table, deletionProtection),
        ]);
      }
    });

    test('the pool takes users from administrators only, and no user can choose the tenant', () => {
      const [pool] = deployed.pools;
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
        });
        expect(service.ClientSecret).toBeTruthy();
      }
      expect(services).not.toEqual([]);
    });

    test('every log is kept as long as the environment says', () => {
      const groups = [...functions().map((fn) => `/aws/lambda/${prefix}-${fn.name}`), `/aws/apigateway/${prefix}-http`];
      expect(deployed.logGroups).toEqual(Object.fromEntries(groups.map((group) => [group, logRetentionDays])));
    });

    test('there is an alarm for everything that the product promises one for', () => {
      expect(deployed.alarms).toMatchObject({
        [`${prefix}-rate-limit-hits`]: 50,
        [`${prefix}-api-4xx`]: 10,
        [`${prefix}-api-5xx`]: 5,
        ...Object.fromEntries(
          functions().flatMap((fn) => [
            [`${prefix}-${fn.name}-errors`, 5],
            [`${prefix}-${fn.name}-throttles`, 5],
          ]),
        ),
      });
    });
  });

  describe('changed in place', () => {
    test('a route and a grant are updated, and nothing else is touched', async () => {
      const route = manifest.routes.find(({ authorizer, throttle }) => authorizer === 'jwt' && throttle === 'default');
      const fn = functions().find(({ grants }) =>
        Object.values(grants.tables).some(({ actions }) => actions.length > 1),
      );
      const table = Object.entries(fn?.grants.tables ?? {}).find(([, { actions }]) => actions.length > 1)?.[0];
      if (!route || !fn || !table)
        throw new Error('The manifest has no route with a token, or no grant of two actions.');
      changeManifest((changed) => {
        for (const each of changed.routes) {
          if (each.operation !== route.operation) continue;
          each.route_key = `${route.route_key}/moved`;
          each.authorization_scopes = ['frontdesk/tenant.act'];
        }
        const grant = changed.functions[fn.name]?.grants.tables[table];
        if (grant) grant.actions = grant.actions.slice(1);
      });

      expect(plannedActions(await terraform.plan())).toEqual({
        [`module.frontdesk.module.http_api.aws_apigatewayv2_route.this["${route.operation}"]`]: 'update',
        [`module.frontdesk.module.function["${fn.name}"].aws_iam_role_policy.this`]: 'update',
      });
      await terraform.apply();
      await look();
      expect(deployedRoutes(deployed.apis[0]?.routes ?? [])).toEqual(declaredRoutes(manifest, prefix));
      const changed = manifest.functions[fn.name] ?? fn;
      expect(grantsOf(changed)).toEqual(grantedPermissions(changed, prefix, deployed.secrets));
      expect(plannedActions(await terraform.plan())).toEqual({});
    });

    test('a permission that the manifest does not grant is found, by the proof and by the next plan', async () => {
      const [fn] = functions();
      if (!fn) throw new Error('The manifest has no function.');
      const wrong = {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Wrong',
            Effect: 'Allow',
            Action: 'dynamodb:GetItem',
            Resource: `arn:aws:dynamodb:us-east-1:123456789012:table/${prefix}-logs`,
          },
        ],
      };
      await aws(
        'iam',
        'put-role-policy',
        '--role-name',
        `${prefix}-${fn.name}`,
        '--policy-name',
        'grants',
        '--policy-document',
        JSON.stringify(wrong),
      );
      await look();
      expect(grantsOf(fn)).not.toEqual(grantedPermissions(fn, prefix, deployed.secrets));
      expect(plannedActions(await terraform.plan())).toEqual({
        [`module.frontdesk.module.function["${fn.name}"].aws_iam_role_policy.this`]: 'update',
      });
      await terraform.apply();
      await look();
      expect(grantsOf(fn)).toEqual(grantedPermissions(fn, prefix, deployed.secrets));
    });

    test('a stale manifest stops the plan and says what to do', async () => {
      const source = copy.path('packages', 'core', 'src', 'newer.ts');
      writeFileSync(source, 'export const newer = true;\n');
      const { code, stdout, stderr } = await terraform.tryPlan();
      await succeed('rm', [source], { cwd: copy.root });
      expect(code).toBe(1);
      expect(stderr.replace(/\s+/g, ' ')).toContain(
        "was not made from these sources. Run `make build` in the project's root",
      );
      expect(stdout).not.toContain('will be destroyed');
    });

    test('a missing manifest stops the plan, and no deletion is ever planned', async () => {
      await succeed('mv', ['dist/manifest.json', 'dist/manifest.away'], { cwd: copy.root });
      const { code, stdout, stderr } = await terraform.tryPlan();
      await succeed('mv', ['dist/manifest.away', 'dist/manifest.json'], { cwd: copy.root });
      expect(code).toBe(1);
      expect(stderr.replace(/\s+/g, ' ')).toContain(
        "There is no manifest in ../../dist. Run `make build` in the project's root",
      );
      expect(stdout).not.toContain('will be destroyed');
    });
  });

  test(
    deletionProtection
      ? 'it is destroyed only after its protection is lifted, and leaves nothing behind'
      : 'it is destroyed, and leaves nothing behind',
    async () => {
      const destroy = () =>
        run('bash', ['scripts/destroy.sh', name], {
          cwd: copy.root,
          env: { ...copy.environment(emulator.endpoint), YES: '1' },
        });
      if (deletionProtection) {
        const { code, stderr } = await destroy();
        expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('protected from deletion') });
        await terraform.run('apply', '-input=false', '-auto-approve', '-var=deletion_protection=false');
      }
      const { code, stdout, stderr } = await destroy();
      expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: expect.stringContaining('Destroy complete') });
      const left = await look();
      expect({ ...left }).toEqual({
        apis: [],
        functions: {},
        roles: {},
        tables: {},
        pools: [],
        secrets: {},
        alarms: {},
        logGroups: {},
      });
    },
  );
};
