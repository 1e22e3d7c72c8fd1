import type { ChangeVisibility } from '@frontdesk/core/batch';
import { callJson } from './protocols/json';
import { SQS } from './protocols/sqs';
import { serviceTransport } from './service-transport';

/** Puts off messages of the queues that a function consumes, which Terraform lets it do without a grant. */
export const visibilityChanger = (environment: NodeJS.ProcessEnv = process.env): ChangeVisibility => {
  const sqs = serviceTransport('sqs', environment);
  return async ({ queueArn, receiptHandle }, seconds) => {
    const [accountId, name] = queueArn.split(':').slice(-2);
    await callJson(sqs, SQS, 'ChangeMessageVisibility', {
      QueueUrl: new URL(`/${accountId}/${name}`, sqs.url).href,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    });
  };
};
