import type { Resource } from '../support/terraform';
import { checkPolicy } from './check';
import { RULES } from './rules';

const resource = (type: string, values: Record<string, unknown>, address = `${type}.this`): Resource => ({
  address,
  mode: type === 'aws_iam_policy_document' ? 'data' : 'managed',
  type,
  values,
});

const policy = (statement: Record<string, unknown>): Resource =>
  resource('aws_iam_role_policy', {
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }),
  });

/** For each rule, a resource that breaks it and one that keeps it. */
const CASES: Record<string, { readonly bad: readonly Resource[]; readonly good: readonly Resource[] }> = {
  'a table is encrypted': {
    bad: [resource('aws_dynamodb_table', { server_side_encryption: [], point_in_time_recovery: [{ enabled: true }] })],
    good: [
      resource('aws_dynamodb_table', {
        server_side_encryption: [{ enabled: true }],
        point_in_time_recovery: [{ enabled: true }],
      }),
    ],
  },
  'a table can be restored to a point in time': {
    bad: [
      resource('aws_dynamodb_table', {
        server_side_encryption: [{ enabled: true }],
        point_in_time_recovery: [{ enabled: false }],
      }),
    ],
    good: [
      resource('aws_dynamodb_table', {
        server_side_encryption: [{ enabled: true }],
        point_in_time_recovery: [{ enabled: true }],
      }),
    ],
  },
  'a table and its indexes have a ceiling': {
    bad: [
      resource('aws_dynamodb_table', {
        name: 'orders',
        on_demand_throughput: [{ max_read_request_units: 4, max_write_request_units: 2 }],
        global_secondary_index: [{ name: 'ByDay', on_demand_throughput: [] }],
      }),
    ],
    good: [
      resource('aws_dynamodb_table', {
        name: 'orders',
        on_demand_throughput: [{ max_read_request_units: 4, max_write_request_units: 2 }],
        global_secondary_index: [
          { name: 'ByDay', on_demand_throughput: [{ max_read_request_units: 4, max_write_request_units: 2 }] },
        ],
      }),
    ],
  },
  'dead letters are kept for 14 days': {
    bad: [resource('aws_sqs_queue', { name: 'jobs-dead-letters', message_retention_seconds: 345_600 })],
    good: [
      resource('aws_sqs_queue', { name: 'jobs-dead-letters', message_retention_seconds: 1_209_600 }),
      resource('aws_sqs_queue', { name: 'jobs', message_retention_seconds: 345_600 }),
    ],
  },
  'a bucket is private, encrypted, versioned, and forgets': {
    bad: [
      resource('aws_s3_bucket', {}, 'aws_s3_bucket.this["a"]'),
      resource('aws_s3_bucket_policy', {}, 'aws_s3_bucket_policy.this["a"]'),
    ],
    good: [
      'aws_s3_bucket',
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_policy',
      'aws_s3_bucket_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration',
      'aws_s3_bucket_versioning',
    ].map((type) => resource(type, {}, `${type}.this["a"]`)),
  },
  'no bucket can be made public': {
    bad: [resource('aws_s3_bucket_public_access_block', { block_public_acls: true, block_public_policy: false })],
    good: [
      resource('aws_s3_bucket_public_access_block', {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      }),
    ],
  },
  'a queue takes no more than its share of the concurrency': {
    bad: [resource('aws_lambda_event_source_mapping', { scaling_config: [] })],
    good: [resource('aws_lambda_event_source_mapping', { scaling_config: [{ maximum_concurrency: 2 }] })],
  },
  'a batch fails in part': {
    bad: [resource('aws_lambda_event_source_mapping', { function_response_types: [] })],
    good: [resource('aws_lambda_event_source_mapping', { function_response_types: ['ReportBatchItemFailures'] })],
  },
  'what a topic cannot deliver is kept': {
    bad: [resource('aws_sns_topic_subscription', { protocol: 'sqs', redrive_policy: null })],
    good: [
      resource('aws_sns_topic_subscription', { protocol: 'sqs', redrive_policy: '{}' }),
      resource('aws_sns_topic_subscription', { protocol: 'email', redrive_policy: null }),
    ],
  },
  'what a schedule cannot start is kept': {
    bad: [resource('aws_scheduler_schedule', { target: [{ dead_letter_config: [] }] })],
    good: [resource('aws_scheduler_schedule', { target: [{ dead_letter_config: [{}] }] })],
  },
  'a log is kept for a set time': {
    bad: [resource('aws_cloudwatch_log_group', { retention_in_days: 0 })],
    good: [resource('aws_cloudwatch_log_group', { retention_in_days: 14 })],
  },
  'a function is traced': {
    bad: [
      resource('aws_lambda_function', {
        tracing_config: [{ mode: 'PassThrough' }],
        logging_config: [{ log_format: 'JSON' }],
      }),
    ],
    good: [
      resource('aws_lambda_function', {
        tracing_config: [{ mode: 'Active' }],
        logging_config: [{ log_format: 'JSON' }],
      }),
    ],
  },
  'a function logs JSON': {
    bad: [resource('aws_lambda_function', { tracing_config: [{ mode: 'Active' }], logging_config: [] })],
    good: [
      resource('aws_lambda_function', {
        tracing_config: [{ mode: 'Active' }],
        logging_config: [{ log_format: 'JSON' }],
      }),
    ],
  },
  'a function decides itself what it logs': {
    bad: [resource('aws_lambda_function', { logging_config: [{ log_format: 'JSON', application_log_level: 'WARN' }] })],
    good: [resource('aws_lambda_function', { logging_config: [{ log_format: 'JSON', application_log_level: '' }] })],
  },
  'a function holds no secret in its environment': {
    bad: [resource('aws_lambda_function', { environment: [{ variables: { OPENAI_API_KEY: 'sk' } }] })],
    good: [
      resource('aws_lambda_function', { environment: [{ variables: { OPENAI_BASE_URL: 'https://api.openai.com' } }] }),
    ],
  },
  'what nobody waits for has a dead-letter queue': {
    bad: [
      resource('aws_lambda_function', { function_name: 'f' }),
      resource('aws_lambda_permission', { function_name: 'f', principal: 'sns.amazonaws.com' }),
    ],
    good: [
      resource('aws_lambda_function', { function_name: 'f' }),
      resource('aws_lambda_permission', { function_name: 'f', principal: 'apigateway.amazonaws.com' }),
    ],
  },
  'a queue has a dead-letter queue, or is one': {
    bad: [resource('aws_sqs_queue', { name: 'work', sqs_managed_sse_enabled: true })],
    good: [resource('aws_sqs_queue', { name: 'work-dead-letters', sqs_managed_sse_enabled: true })],
  },
  'a queue is encrypted': {
    bad: [resource('aws_sqs_queue', { name: 'work-dead-letters' })],
    good: [resource('aws_sqs_queue', { name: 'work-dead-letters', sqs_managed_sse_enabled: true })],
  },
  'a topic is encrypted': {
    bad: [resource('aws_sns_topic', { kms_master_key_id: null })],
    good: [resource('aws_sns_topic', { kms_master_key_id: 'key' })],
  },
  'no permission has a wildcard in its actions': {
    bad: [policy({ Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:::table/t' })],
    good: [policy({ Action: ['dynamodb:GetItem'], Resource: 'arn:aws:dynamodb:::table/t' })],
  },
  'no permission is for every resource': {
    bad: [
      resource('aws_iam_policy_document', {
        statement: [{ effect: 'Allow', actions: ['sns:Publish'], resources: ['*'] }],
      }),
    ],
    good: [
      resource('aws_iam_policy_document', {
        statement: [{ effect: 'Allow', actions: ['sns:Publish'], resources: ['arn:aws:sns:::t'] }],
      }),
    ],
  },
  'no function may scan a table': {
    bad: [policy({ Action: ['dynamodb:Scan'], Resource: 'arn:aws:dynamodb:::table/t' })],
    good: [policy({ Effect: 'Deny', Action: ['dynamodb:Scan'], Resource: '*' })],
  },
  'ForAllValues is asked only of a key that is there': {
    bad: [
      policy({
        Action: 'dynamodb:GetItem',
        Resource: 'arn:aws:dynamodb:::table/t',
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['acme'] } },
      }),
      resource('aws_iam_policy_document', {
        statement: [
          {
            actions: ['dynamodb:GetItem'],
            resources: ['arn:aws:dynamodb:::table/t'],
            condition: [{ test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values: ['acme'] }],
          },
        ],
      }),
    ],
    good: [
      policy({
        Action: 'dynamodb:GetItem',
        Resource: 'arn:aws:dynamodb:::table/t',
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['acme'] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      }),
    ],
  },
  'no secret value is in the state': {
    bad: [resource('aws_secretsmanager_secret_version', { secret_string: 'sk' })],
    good: [resource('aws_ssm_parameter', { type: 'String', value: 'x' })],
  },
  'users are made by administrators only': {
    bad: [resource('aws_cognito_user_pool', { admin_create_user_config: [{ allow_admin_create_user_only: false }] })],
    good: [resource('aws_cognito_user_pool', { admin_create_user_config: [{ allow_admin_create_user_only: true }] })],
  },
  'a client does not tell who has an account': {
    bad: [resource('aws_cognito_user_pool_client', { prevent_user_existence_errors: 'LEGACY' })],
    good: [resource('aws_cognito_user_pool_client', { prevent_user_existence_errors: 'ENABLED' })],
  },
  'a client names how users may sign in with it': {
    bad: [resource('aws_cognito_user_pool_client', { explicit_auth_flows: null })],
    good: [resource('aws_cognito_user_pool_client', { explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH'] })],
  },
  'no user can write the tenant': {
    bad: [
      resource('aws_cognito_user_pool_client', {
        explicit_auth_flows: ['ALLOW_USER_SRP_AUTH'],
        write_attributes: null,
      }),
    ],
    good: [
      resource('aws_cognito_user_pool_client', {
        explicit_auth_flows: ['ALLOW_USER_SRP_AUTH'],
        write_attributes: ['name'],
      }),
    ],
  },
  'a stage is throttled and keeps an access log': {
    bad: [
      resource('aws_apigatewayv2_stage', {
        default_route_settings: [{ throttling_burst_limit: 5, throttling_rate_limit: 0 }],
      }),
    ],
    good: [
      resource('aws_apigatewayv2_stage', {
        default_route_settings: [{ throttling_burst_limit: 5, throttling_rate_limit: 1 }],
        access_log_settings: [{ destination_arn: 'arn' }],
      }),
    ],
  },
  'tags are known when a change is planned': {
    bad: [resource('aws_sns_topic', { name: 'alarms', tags: null })],
    good: [resource('aws_sns_topic', { name: 'alarms', tags: null, tags_all: { app: 'shop' } })],
  },
};

const broken = (rule: string, resources: readonly Resource[]): string[] =>
  checkPolicy(resources, []).flatMap((finding) => (finding.rule === rule ? finding.address : []));

describe('the policy', () => {
  test.each(RULES.map(({ name }) => name))('%s', (rule) => {
    const { bad, good } = CASES[rule] ?? { bad: [], good: [] };
    expect(broken(rule, bad)).not.toEqual([]);
    expect(broken(rule, good)).toEqual([]);
  });

  test('exempts only the violation that an exception names', () => {
    const exceptions = [
      { rule: 'no permission has a wildcard in its actions', address: /this$/, violation: /^s3:\*$/, reason: 'a test' },
    ];
    expect(checkPolicy([policy({ Action: 's3:*', Resource: 'arn:aws:s3:::b' })], exceptions)).toEqual([]);
    expect(checkPolicy([policy({ Action: 'sqs:*', Resource: 'arn:aws:sqs:::q' })], exceptions)).toHaveLength(1);
  });
});
