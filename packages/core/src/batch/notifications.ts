import type { Context, S3Event, S3EventRecord, SNSEvent, SNSEventRecord } from 'aws-lambda';
import type { BucketEvent } from '../declare/bucket';
import type { BucketTrigger, ScheduleTrigger, TopicTrigger } from '../declare/trigger';
import { isTenantId } from '../identity/tenant-id';
import type { Invocation } from '../invocation/invocation';
import type { Kernel } from '../invocation/kernel';
import { observed } from '../invocation/observed';
import { continueTrace } from '../invocation/trace';
import { consume } from './consume';
import { fromSns } from './received';
import type { StoredObject } from './stored-object';

/*
 * Lambda invokes a function for these asynchronously: it repeats an invocation that throws twice, and then sends it to the
 * function's dead letters (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
 */

/** Works on what a topic delivered. */
export const workOnTopic = async <D>(
  { consumer }: TopicTrigger<D>,
  { Records }: SNSEvent,
  context: Context,
  kernel: Kernel,
  deps: D,
): Promise<void> => {
  const remainingMs = (): number => context.getRemainingTimeInMillis();
  const take = async (record: SNSEventRecord): Promise<void> => {
    const later = await consume(consumer, fromSns(record), { kernel, deps, remainingMs });
    if (later) throw later;
  };
  await Promise.all(Records.map(take));
};

/** S3 writes keys as in a query: `+` for a space (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html). */
const keyOf = ({ s3 }: S3EventRecord): string => decodeURIComponent(s3.object.key.replaceAll('+', ' '));

const storedObject = (record: S3EventRecord, context: Context, { log }: Kernel): StoredObject => {
  const key = keyOf(record);
  const id = context.awsRequestId;
  const traceparent = continueTrace(undefined);
  return {
    id,
    traceparent,
    event: record.eventName.split(':')[0] as BucketEvent,
    bucket: record.s3.bucket.name,
    key,
    size: record.s3.object.size ?? 0,
    receivedAt: Date.parse(record.eventTime),
    log: log.child({ invocation_id: id, traceparent }),
    remainingMs: () => context.getRemainingTimeInMillis(),
    get tenant() {
      const tenant = /^tenant\/([^/]+)\//.exec(key)?.[1];
      if (tenant !== undefined && isTenantId(tenant)) return tenant;
      throw new Error("the object's key lies outside every tenant's prefix");
    },
  };
};

/** Handles the objects that were created in a bucket or removed from it. */
export const workOnObjects = async <D>(
  { handle, bucket }: BucketTrigger<D>,
  { Records }: S3Event,
  context: Context,
  kernel: Kernel,
  deps: D,
): Promise<void> => {
  await Promise.all(
    Records.map((record) => {
      const object = storedObject(record, context, kernel);
      const subject = { line: 'object', metric: 'Object' };
      return observed(kernel, subject, object, { bucket: bucket.name, event: object.event }, () =>
        handle(object, deps),
      );
    }),
  );
};

/** What a schedule invokes its function with, as Terraform and the local stack write it. */
export interface ScheduledEvent {
  readonly source: 'frontdesk.schedule';
  /** The schedule's logical name. */
  readonly schedule: string;
  /** ISO 8601: the time it was due. */
  readonly time: string;
}

/** Does what a schedule asks for. */
export const runScheduled = <D>(
  { schedule, run }: ScheduleTrigger<D>,
  event: ScheduledEvent,
  context: Context,
  kernel: Kernel,
  deps: D,
): Promise<void> => {
  const ids = { id: context.awsRequestId, traceparent: continueTrace(undefined) };
  const invocation: Invocation = {
    ...ids,
    receivedAt: Date.parse(event.time),
    log: kernel.log.child({ invocation_id: ids.id, traceparent: ids.traceparent }),
    remainingMs: () => context.getRemainingTimeInMillis(),
  };
  const subject = { line: 'job', metric: 'Job' };
  return observed(kernel, subject, invocation, { schedule: schedule.name }, () => run(invocation, deps));
};
