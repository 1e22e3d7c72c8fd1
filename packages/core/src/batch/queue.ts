import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { QueueTrigger } from '../declare/trigger';
import type { Kernel } from '../invocation/kernel';
import { consume } from './consume';
import { fromSqs } from './received';

/**
 * Works on a batch of a queue. Only the messages that failed are delivered again
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
 */
export const workOnBatch = <D>(
  { consumer }: QueueTrigger<D>,
  event: SQSEvent,
  context: Context,
  kernel: Kernel,
  deps: D,
): Promise<SQSBatchResponse> => {
  const remainingMs = (): number => context.getRemainingTimeInMillis();
  return processPartialResponse(
    event,
    (record: SQSRecord) => consume(consumer, fromSqs(record), { kernel, deps, remainingMs }),
    new BatchProcessor(EventType.SQS),
    { context, throwOnFullBatchFailure: false },
  );
};
