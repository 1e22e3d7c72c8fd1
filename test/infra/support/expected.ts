import { REFERENCES } from '../../../packages/core/src/declare/environment';
import type { Manifest, ManifestFunction, ManifestGrant, ManifestTable } from '../../../tooling/manifest/src/manifest';
import type { Deployed, DeployedRoute, Statement } from './deployed';
import { ACCOUNT, deadInvocationsOf, queueArn, REGION } from './expected-events';
import { connectionsArn } from './expected-invokers';
import type { Numbers } from './numbers';

const list = (value: string | readonly string[]): string[] => [...(typeof value === 'string' ? [value] : value)].sort();

/** A role's permissions in one shape, sorted: what they allow, on what, under which condition. */
export const permissions = (statements: readonly Statement[]) =>
  statements
    .map(({ Effect, Action, Resource, Condition }) => ({
      effect: Effect,
      actions: list(Action),
      resources: list(Resource),
      condition: Condition ?? null,
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** The resources of a grant as IAM wants them, as far as the account tells before anything is made. */
const resourcesOf = (
  { resource: { kind, name }, actions }: ManifestGrant,
  prefix: string,
  { secrets, apis }: Pick<Deployed, 'secrets' | 'apis'>,
): string[] => {
  const at = (service: string, what: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${what}`;
  switch (kind) {
    case 'table':
      return [at('dynamodb', `table/${prefix}-${name}`)];
    case 'index':
      return [at('dynamodb', `table/${prefix}-${name.replace('/', '/index/')}`)];
    case 'queue':
      return [at('sqs', `${prefix}-${name}`)];
    case 'topic':
      return [at('sns', `${prefix}-${name}`)];
    case 'bucket': {
      const bucket = `arn:aws:s3:::${prefix}-${ACCOUNT}-${name}`;
      const ofObjects = actions.some((action) => action !== 's3:ListBucket');
      return [...(actions.includes('s3:ListBucket') ? [bucket] : []), ...(ofObjects ? [`${bucket}/*`] : [])];
    }
    case 'secret':
      return [secrets[name] ?? `no secret ${name}`];
    case 'connections':
      return [connectionsArn(apis)];
    case 'model':
      return [`arn:aws:bedrock:${REGION}::foundation-model/${REFERENCES.bedrock_model.default}`];
  }
};

/** Exactly the permissions that a function's grants and event sources add up to. */
export const grantedPermissions = (
  fn: ManifestFunction,
  prefix: string,
  deployed: Pick<Deployed, 'secrets' | 'apis'>,
) => {
  const allow = (actions: readonly string[], resources: readonly string[]) => ({
    Sid: '',
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  });
  const queues = fn.event_sources.flatMap(({ kind, name }) => (kind === 'queue' ? [queueArn(prefix, name)] : []));
  const deadLetters = deadInvocationsOf(fn, prefix);
  return permissions([
    allow(
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      [`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/${prefix}-${fn.name}:*`],
    ),
    allow(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']),
    ...fn.grants.map((grant) => allow(grant.actions, resourcesOf(grant, prefix, deployed))),
    ...(queues.length > 0
      ? [
          allow(
            ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
            queues,
          ),
        ]
      : []),
    ...(deadLetters ? [allow(['sqs:SendMessage'], [deadLetters])] : []),
  ]);
};

/** The routes as API Gateway should have them: who checks the token, for which scopes, and which function's alias answers. */
export const declaredRoutes = ({ routes }: Manifest, prefix: string) =>
  Object.fromEntries(
    routes.map((route) => [
      route.route_key,
      {
        type: route.authorizer === 'jwt' ? 'JWT' : 'NONE',
        scopes: [...route.authorization_scopes].sort(),
        function: `${prefix}-${route.function}:live`,
      },
    ]),
  );

export const deployedRoutes = (routes: readonly DeployedRoute[]) =>
  Object.fromEntries(
    routes.map(({ routeKey, authorizationType, scopes, integration }) => [
      routeKey,
      { type: authorizationType, scopes, function: /function:([^/]+)\/invocations$/.exec(integration)?.[1] },
    ]),
  );

/** A table as DynamoDB should describe it. */
export const declaredTable = (
  table: ManifestTable,
  { deletionProtection, tableCeiling }: Pick<Numbers, 'deletionProtection' | 'tableCeiling'>,
) => {
  const keys = (partition: { name: string }, sort: { name: string } | null) => [
    { AttributeName: partition.name, KeyType: 'HASH' },
    ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' }] : []),
  ];
  const indexes = Object.entries(table.indexes);
  const attributes = [table, ...indexes.map(([, index]) => index)].flatMap(({ partition_key, sort_key }) => [
    partition_key,
    ...(sort_key ? [sort_key] : []),
  ]);
  return {
    keys: keys(table.partition_key, table.sort_key),
    attributes: Object.fromEntries(attributes.map(({ name, type }) => [name, type])),
    indexes: Object.fromEntries(
      indexes.map(([name, index]) => [
        name,
        { keys: keys(index.partition_key, index.sort_key), projection: index.projection, ceiling: tableCeiling },
      ]),
    ),
    ttl: table.ttl_attribute,
    billing: 'PAY_PER_REQUEST',
    ceiling: tableCeiling,
    deletionProtection,
    encryption: 'ENABLED',
    pointInTimeRecovery: 'ENABLED',
  };
};
