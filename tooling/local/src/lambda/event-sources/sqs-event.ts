import type { SQSEvent, SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { systemAttributes } from '../../sqs/attributes';
import { md5, md5OfAttributes } from '../../sqs/digests';
import type { MessageAttribute, ReceivedMessage } from '../../sqs/message';

const attributeOf = ({ DataType, StringValue, BinaryValue }: MessageAttribute): SQSMessageAttribute => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType as SQSMessageAttribute['dataType'],
});

/** What Lambda invokes a function with for messages of a queue (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html). */
export const sqsEvent = (batch: readonly ReceivedMessage[], queueArn: string): SQSEvent => ({
  Records: batch.map((message): SQSRecord => {
    const digest = md5OfAttributes(message.attributes);
    return {
      messageId: message.id,
      receiptHandle: message.receipt,
      body: message.body,
      attributes: systemAttributes(message, ['All']) as unknown as SQSRecord['attributes'],
      messageAttributes: Object.fromEntries(
        Object.entries(message.attributes).map(([name, attribute]) => [name, attributeOf(attribute)]),
      ),
      md5OfBody: md5(message.body),
      ...(digest !== undefined && { md5OfMessageAttributes: digest }),
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: queueArn.split(':')[3] ?? '',
    };
  }),
});

/**
 * The messages of a batch that a function's answer names as failed. If Lambda cannot understand how the answer names
 * them, all of them fail; if it names none at all, none fail
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
 */
export const failuresIn = (answer: unknown, batch: readonly ReceivedMessage[]): ReadonlySet<string> => {
  const failures = (answer as { batchItemFailures?: unknown } | null)?.batchItemFailures ?? [];
  const ids = new Set(batch.map(({ id }) => id));
  if (!Array.isArray(failures)) return ids;
  const named = failures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return named.every((id) => ids.has(id as string)) ? new Set(named as string[]) : ids;
};
