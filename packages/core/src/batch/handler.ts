import type { Context, S3Event, SNSEvent, SQSEvent } from 'aws-lambda';
import { type FunctionDeclaration, triggersOf } from '../declare/function';
import type { TriggerKind } from '../declare/trigger';
import { runScheduled, type ScheduledEvent, workOnObjects, workOnTopic } from './notifications';
import type { BatchPlatform } from './platform';
import { workOnBatch } from './queue';

export type AsynchronousEvent = SQSEvent | SNSEvent | S3Event | ScheduledEvent;

/** The last part of an ARN: the full name of what sent the event. */
const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

const undeclared = (what: string): never => {
  throw new Error(`an event of ${what}, which this function does not declare`);
};

/**
 * The Lambda handler for the triggers whose caller does not wait: queues, topics, buckets and schedules.
 * @throws Error for an event that was not declared; for a topic, a bucket or a schedule also whatever the handler throws.
 */
export const batchHandler = <D>(fn: FunctionDeclaration<D>, platform: BatchPlatform, deps: D) => {
  const full = (name: string): string => `${platform.namePrefix}-${name}`;
  const queues = new Map(triggersOf(fn, 'queue').map((trigger) => [full(trigger.queue.name), trigger]));
  const topics = new Map(triggersOf(fn, 'topic').map((trigger) => [full(trigger.topic.name), trigger]));
  const buckets = triggersOf(fn, 'bucket');
  const schedules = new Map(triggersOf(fn, 'schedule').map((trigger) => [trigger.schedule.name, trigger]));

  const work = (event: AsynchronousEvent, context: Context): Promise<unknown> => {
    if ('schedule' in event) {
      const trigger = schedules.get(event.schedule) ?? undeclared(`the schedule ${event.schedule}`);
      return runScheduled(trigger, event, context, platform, deps);
    }
    const [first] = event.Records;
    if (first === undefined) return undeclared('no record');
    if ('Sns' in first) {
      const name = nameIn(first.Sns.TopicArn);
      return workOnTopic(
        topics.get(name) ?? undeclared(`the topic ${name}`),
        event as SNSEvent,
        context,
        platform,
        deps,
      );
    }
    if ('s3' in first) {
      const { name } = first.s3.bucket;
      // A bucket's full name has the account before its logical name.
      const trigger = buckets.find(({ bucket }) => name.startsWith(full('')) && name.endsWith(`-${bucket.name}`));
      return workOnObjects(trigger ?? undeclared(`the bucket ${name}`), event as S3Event, context, platform, deps);
    }
    const name = nameIn(first.eventSourceARN);
    return workOnBatch(queues.get(name) ?? undeclared(`the queue ${name}`), event as SQSEvent, context, platform, deps);
  };

  return async (event: AsynchronousEvent, context: Context): Promise<unknown> => {
    platform.log.begin({ invocation_id: context.awsRequestId });
    try {
      return await work(event, context);
    } finally {
      platform.metrics.flush();
    }
  };
};

/** The kinds that `batchHandler` serves. */
export const ASYNCHRONOUS = ['queue', 'topic', 'bucket', 'schedule'] as const satisfies readonly TriggerKind[];
