import type { Values } from '../../support/terraform';
import { first, list, type Rule } from '../rule';

const isForDeadLetters = ({ name }: Values): boolean => /-dead-letters$/.test(String(name));

const FOURTEEN_DAYS_SECONDS = 1_209_600;

/** Tables, logs, queues, topics and secrets. */
export const STORAGE_RULES: readonly Rule[] = [
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
    name: 'a table and its indexes have a ceiling',
    types: ['aws_dynamodb_table'],
    violation: ({ values }) => {
      const without = [values, ...(list(values.global_secondary_index) as Record<string, unknown>[])].filter(
        (each) => !(Number(first(each.on_demand_throughput).max_write_request_units) > 0),
      );
      return without.length === 0 ? undefined : `none for ${without.map(({ name }) => name).join(', ')}`;
    },
  },
  {
    name: 'a log is kept for a set time',
    types: ['aws_cloudwatch_log_group'],
    violation: ({ values }) => (Number(values.retention_in_days) > 0 ? undefined : 'kept for ever'),
  },
  {
    name: 'a queue has a dead-letter queue, or is one',
    types: ['aws_sqs_queue'],
    // Before the first apply a redrive policy is unknown: it holds an ARN that does not exist yet. The other queue is planned.
    violation: ({ type, values }, all) =>
      values.redrive_policy ||
      isForDeadLetters(values) ||
      all.some((other) => other.type === type && other.values.name === `${values.name}-dead-letters`)
        ? undefined
        : 'nowhere for what cannot be worked off',
  },
  {
    // A message keeps the time when it was first sent: one that was retried for a long time would be deleted early.
    name: 'dead letters are kept for 14 days',
    types: ['aws_sqs_queue'],
    violation: ({ values }) =>
      !isForDeadLetters(values) || values.message_retention_seconds === FOURTEEN_DAYS_SECONDS
        ? undefined
        : 'kept for less',
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
    name: 'no secret value is in the state',
    types: ['aws_secretsmanager_secret_version', 'aws_ssm_parameter'],
    violation: ({ values }) =>
      values.secret_string || values.secret_binary || values.type === 'SecureString'
        ? 'Terraform writes values into its state'
        : undefined,
  },
];
