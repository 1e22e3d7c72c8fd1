import type { JsonService } from './json';

/** SQS in its JSON protocol (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html). */
export const SQS: JsonService = { version: '1.0', target: 'AmazonSQS' };
