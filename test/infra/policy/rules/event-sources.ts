import { first, list, type Rule } from '../rule';

/** What invokes functions besides requests. */
export const EVENT_SOURCE_RULES: readonly Rule[] = [
  {
    name: 'a queue takes no more than its share of the concurrency',
    types: ['aws_lambda_event_source_mapping'],
    violation: ({ values }) =>
      Number(first(values.scaling_config).maximum_concurrency) >= 2
        ? undefined
        : "takes all of the account's: what is throttled counts as received",
  },
  {
    name: 'a batch fails in part',
    types: ['aws_lambda_event_source_mapping'],
    violation: ({ values }) =>
      list(values.function_response_types).includes('ReportBatchItemFailures')
        ? undefined
        : 'one message that fails has its whole batch delivered again',
  },
  {
    name: 'what a topic cannot deliver is kept',
    types: ['aws_sns_topic_subscription'],
    // An e-mail subscription has no queue. A policy that is known only after apply counts as one.
    violation: ({ values }) =>
      values.protocol === 'email' || !('redrive_policy' in values) || values.redrive_policy
        ? undefined
        : 'SNS gives up at once where it may not deliver',
  },
  {
    name: 'what a schedule cannot start is kept',
    types: ['aws_scheduler_schedule'],
    violation: ({ values }) =>
      list(first(values.target).dead_letter_config).length > 0 ? undefined : 'no dead-letter queue',
  },
];
