/** What things are called in a run. */
export const NAME_PREFIX = 'frontdesk-test';
export const QUEUE_ARN = `arn:aws:sqs:us-east-1:000000000000:${NAME_PREFIX}-replies`;
export const THREAD = 'thread-1';
