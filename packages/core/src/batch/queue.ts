import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { QueueTrigger } from '../declare/trigger';
import { consume } from './consume';
import type { BatchPlatform } from './platform';
import { fromSqs } from './received';

/**
 * Works on a batch of a queue. Only the messages that failed, or that were put off, are delivered again
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
 */
export const workOnBatch = <D>(
  { consumer }: QueueTrigger<D>,
  event: SQSEvent,
  context: Context,
  platform: BatchPlatform,
  deps: D,
): Promise<SQSBatchResponse> => {
  const remainingMs = (): number => context.getRemainingTimeInMillis();
  const take = async (record: SQSRecord): Promise<void> => {
    const { eventSourceARN: queueArn, receiptHandle } = record;
    const putOff = (seconds: number): Promise<void> => platform.changeVisibility({ queueArn, receiptHandle }, seconds);
    const later = await consume(consumer, fromSqs(record), { kernel: platform, deps, remainingMs, putOff });
    if (later) throw later;
  };
  return processPartialResponse(event, take, new BatchProcessor(EventType.SQS), {
    context,
    throwOnFullBatchFailure: false,
  });
};
