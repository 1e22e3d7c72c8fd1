import type { SNSEventRecord, SQSRecord } from 'aws-lambda';
import { isTenantId } from '../identity/tenant-id';
import { continueTrace } from '../invocation/trace';
import type { Log } from '../observe/log';
import { ATTRIBUTES, type Message } from './message';

/** A message before its body is read. */
export type Received = Omit<Message<string>, 'remainingMs' | 'log' | 'tenant' | 'hideFor'>;

/** @throws Error if the message names no tenant. */
export const tenantOf = ({ attributes }: Received): string => {
  const tenant = attributes[ATTRIBUTES.tenant];
  if (tenant !== undefined && isTenantId(tenant)) return tenant;
  throw new Error(`the message names no tenant in its attribute ${ATTRIBUTES.tenant}`);
};

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const fromSqs = (record: SQSRecord): Received => {
  const strings = Object.entries(record.messageAttributes).flatMap(([name, { stringValue }]) =>
    stringValue === undefined ? [] : [[name, stringValue] as const],
  );
  const attributes = Object.fromEntries(strings);
  return {
    id: record.messageId,
    body: record.body,
    attributes,
    attempt: Number(record.attributes.ApproximateReceiveCount),
    receivedAt: Number(record.attributes.SentTimestamp),
    traceparent: continueTrace(attributes[ATTRIBUTES.traceparent]),
  };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export const fromSns = ({ Sns }: SNSEventRecord): Received => {
  const attributes = Object.fromEntries(
    Object.entries(Sns.MessageAttributes).map(([name, { Value }]) => [name, Value]),
  );
  return {
    id: Sns.MessageId,
    body: Sns.Message,
    attributes,
    attempt: 1,
    receivedAt: Date.parse(Sns.Timestamp),
    traceparent: continueTrace(attributes[ATTRIBUTES.traceparent]),
  };
};

/** A log whose lines carry a message's ids. */
export const logOf = (log: Log, { id, traceparent, attributes }: Received): Log => {
  const tenant = attributes[ATTRIBUTES.tenant];
  return log.child({ message_id: id, traceparent, ...(tenant !== undefined && { tenant }) });
};
