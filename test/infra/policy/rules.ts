import type { Resource } from '../support/terraform';

/** A rule that every resource of some types has to keep. */
export interface Rule {
  readonly name: string;
  readonly types: readonly string[];
  /** What is wrong with a resource of one of the types, or nothing. */
  violation(resource: Resource, all: readonly Resource[]): string | undefined;
}

const first = (value: unknown): Record<string, unknown> =>
  Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null
    ? (value[0] as Record<string, unknown>)
    : {};

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

interface Statement {
  readonly effect: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const fromDocument = (json: unknown): Statement[] =>
  typeof json === 'string'
    ? list((JSON.parse(json) as { Statement: unknown }).Statement).map((statement) => {
        const { Effect, Sid, Action, Resource: resource } = statement as Record<string, unknown>;
        return {
          effect: String(Effect),
          sid: String(Sid ?? ''),
          actions: list(Action).map(String),
          resources: list(resource).map(String),
        };
      })
    : [];

/** The statements of a policy, from its document, or where Terraform does not know that yet from what it is made of. */
const statementsOf = ({ type, values }: Resource): Statement[] =>
  type === 'aws_iam_policy_document'
    ? list(values.statement).map((statement) => {
        const { effect, sid, actions, resources } = statement as Record<string, unknown>;
        return {
          effect: String(effect ?? 'Allow'),
          sid: String(sid ?? ''),
          actions: list(actions).map(String),
          resources: list(resources).map(String),
        };
      })
    : fromDocument(values.policy);

const allowed = (resource: Resource): Statement[] => statementsOf(resource).filter(({ effect }) => effect !== 'Deny');

const POLICIES = ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_policy_document'];

/** Services that invoke a function without waiting for its answer, or retry a batch by themselves. */
const WAITS_FOR_THE_ANSWER = ['apigateway.amazonaws.com', 'cognito-idp.amazonaws.com'];

export const RULES: readonly Rule[] = [
  {
    name: 'a table is encrypted',
    types: ['aws_dynamodb_table'],
    violation: ({ values }) =>
      first(values.server_side_encryption).enabled === true ? undefined : 'no server-side encryption',
  },
  {
    name: 'a table can be restored to a point in time',
    types: ['aws_dynamodb_table'],
    violation: ({ values }) =>
      first(values.point_in_time_recovery).enabled === true ? undefined : 'no point-in-time recovery',
  },
  {
    name: 'a log is kept for a set time',
    types: ['aws_cloudwatch_log_group'],
    violation: ({ values }) => (Number(values.retention_in_days) > 0 ? undefined : 'kept for ever'),
  },
  {
    name: 'a function is traced',
    types: ['aws_lambda_function'],
    violation: ({ values }) => (first(values.tracing_config).mode === 'Active' ? undefined : 'no X-Ray tracing'),
  },
  {
    name: 'a function logs JSON',
    types: ['aws_lambda_function'],
    violation: ({ values }) => (first(values.logging_config).log_format === 'JSON' ? undefined : 'logs text'),
  },
  {
    name: 'a function holds no secret in its environment',
    types: ['aws_lambda_function'],
    violation: ({ values }) => {
      const names = Object.keys((first(values.environment).variables as object | undefined) ?? {});
      const secret = names.filter((name) => /(^|_)(SECRET|PASSWORD|TOKEN|API_?KEY)$/.test(name));
      return secret.length === 0 ? undefined : `has ${secret.join(', ')}`;
    },
  },
  {
    name: 'what nobody waits for has a dead-letter queue',
    types: ['aws_lambda_function'],
    violation: ({ values }, all) => {
      const invokers = all.filter(
        ({ type, values: { function_name } }) =>
          type === 'aws_lambda_permission' && function_name === values.function_name,
      );
      const unattended = invokers
        .map(({ values: { principal } }) => String(principal))
        .filter((name) => !WAITS_FOR_THE_ANSWER.includes(name));
      return unattended.length === 0 || list(values.dead_letter_config).length > 0
        ? undefined
        : `invoked by ${unattended.join(', ')}`;
    },
  },
  {
    name: 'a queue has a dead-letter queue, or is one',
    types: ['aws_sqs_queue'],
    violation: ({ values }) =>
      values.redrive_policy || /-dlq$/.test(String(values.name)) ? undefined : 'nowhere for what cannot be worked off',
  },
  {
    name: 'a queue is encrypted',
    types: ['aws_sqs_queue'],
    violation: ({ values }) =>
      values.sqs_managed_sse_enabled === true || values.kms_master_key_id ? undefined : 'not encrypted',
  },
  {
    name: 'a topic is encrypted',
    types: ['aws_sns_topic'],
    violation: ({ values }) => (values.kms_master_key_id ? undefined : 'not encrypted'),
  },
  {
    name: 'no permission has a wildcard in its actions',
    types: POLICIES,
    violation: (resource) => {
      const wide = allowed(resource).flatMap(({ actions }) => actions.filter((action) => action.includes('*')));
      return wide.length === 0 ? undefined : wide.join(', ');
    },
  },
  {
    name: 'no permission is for every resource',
    types: POLICIES,
    violation: (resource) => {
      const wide = allowed(resource).filter(({ resources }) => resources.includes('*'));
      return wide.length === 0
        ? undefined
        : wide.map(({ sid, actions }) => `${sid} (${[...actions].sort().join(', ')})`).join('; ');
    },
  },
  {
    name: 'no function may scan a table',
    types: POLICIES,
    violation: (resource) =>
      allowed(resource).some(({ actions }) => actions.includes('dynamodb:Scan')) ? 'allows dynamodb:Scan' : undefined,
  },
  {
    name: 'no secret value is in the state',
    types: ['aws_secretsmanager_secret_version', 'aws_ssm_parameter'],
    violation: ({ values }) =>
      values.secret_string || values.secret_binary || values.type === 'SecureString'
        ? 'Terraform writes values into its state'
        : undefined,
  },
  {
    name: 'users are made by administrators only',
    types: ['aws_cognito_user_pool'],
    violation: ({ values }) =>
      first(values.admin_create_user_config).allow_admin_create_user_only === true ? undefined : 'anybody may sign up',
  },
  {
    name: 'a client does not tell who has an account',
    types: ['aws_cognito_user_pool_client'],
    violation: ({ values }) =>
      values.prevent_user_existence_errors === 'ENABLED' ? undefined : 'tells unknown users apart',
  },
  {
    name: 'no user can write the tenant',
    types: ['aws_cognito_user_pool_client'],
    violation: ({ values }) =>
      list(values.explicit_auth_flows).length > 0 &&
      (list(values.write_attributes).length === 0 || list(values.write_attributes).includes('custom:tenant_id'))
        ? 'custom:tenant_id can be written'
        : undefined,
  },
  {
    name: 'a stage is throttled and keeps an access log',
    types: ['aws_apigatewayv2_stage'],
    violation: ({ values }) => {
      const { throttling_burst_limit: burst, throttling_rate_limit: rate } = first(values.default_route_settings);
      if (!(Number(burst) > 0 && Number(rate) > 0)) return 'not throttled';
      return list(values.access_log_settings).length > 0 ? undefined : 'no access log';
    },
  },
];
