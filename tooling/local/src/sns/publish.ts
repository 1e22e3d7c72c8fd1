import { randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import { AwsError } from '../endpoint/aws-error';
import type { Call } from '../endpoint/service';
import { newMessage } from '../sqs/new-message';
import type { Queues } from '../sqs/queues';
import { invalidParameter } from './errors';
import type { PublishInput } from './input';
import { deliveries, type Published } from './notification';
import type { Topic } from './topic';

const MAX_SUBJECT = 100;

/** @throws AwsError for anything that SNS, or a queue subscribed to it, would not take. */
const checked = ({ message, subject, attributes }: PublishInput): PublishInput => {
  if (subject !== undefined && (subject === '' || subject.length > MAX_SUBJECT)) throw invalidParameter('Subject');
  try {
    newMessage({ MessageBody: message, MessageAttributes: attributes }, '');
  } catch (error) {
    throw error instanceof AwsError ? invalidParameter(error.message) : error;
  }
  return { message, subject, attributes };
};

export interface Publisher {
  /** What would be published. @throws AwsError */
  prepare(input: PublishInput, call: Call): Published;
  /** Resolves when every delivery of the messages is on disk: all of them, or none if the process dies meanwhile. */
  publish(topic: Topic, messages: readonly Published[]): Promise<void>;
}

/**
 * Publishes into the queues of a topic's subscribers. A queue keeps each delivery until it is worked on, so SNS itself
 * has nothing to keep.
 */
export const createPublisher = (queues: Queues, clock: Clock, senderOf: (call: Call) => string): Publisher => ({
  prepare: (input, call) => ({
    ...checked(input),
    id: randomUUID(),
    at: clock.now(),
    senderId: senderOf(call),
    traceHeader: call.head.headers['x-amzn-trace-id']?.toString(),
  }),
  publish: async (topic, messages) => {
    const due = messages.flatMap((message) => deliveries(message, topic));
    // Like SNS, it does not keep what was for a queue that has been deleted.
    await queues.send(due.filter(({ queue }) => queues.find(queue) !== undefined));
  },
});
