import type { ReceivedMessage } from './message';
import type { QueueDefinition } from './queue-definition';
import type { Queues } from './queues';

/** AWS now takes a mebibyte, but Terraform's AWS provider 5 lets a queue take no more than this. */
export const MAX_MESSAGE_BYTES = 262_144;

const seconds = (ms: number): string => String(Math.floor(ms / 1_000));

/** What is asked for, or everything for `All`. */
const picked = <T>(all: Readonly<Record<string, T | undefined>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value !== undefined && (names.includes('All') || names.includes(name)) ? [[name, value] as const] : [],
    ),
  );

/** GetQueueAttributes of a queue. */
export const queueAttributes = (
  definition: QueueDefinition,
  deadLetterArn: string | undefined,
  counts: ReturnType<Queues['counts']>,
  names: readonly string[],
): Record<string, string> =>
  picked(
    {
      QueueArn: definition.arn,
      ApproximateNumberOfMessages: String(counts.visible),
      ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
      ApproximateNumberOfMessagesDelayed: String(counts.delayed),
      VisibilityTimeout: seconds(definition.visibilityMs),
      MessageRetentionPeriod: seconds(definition.retentionMs),
      MaximumMessageSize: String(MAX_MESSAGE_BYTES),
      DelaySeconds: '0',
      ReceiveMessageWaitTimeSeconds: '0',
      SqsManagedSseEnabled: 'true',
      RedrivePolicy:
        deadLetterArn &&
        JSON.stringify({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: definition.redrive?.maxReceives }),
    },
    names,
  );

/** The system attributes of a received message. */
export const systemAttributes = (message: ReceivedMessage, names: readonly string[]): Record<string, string> =>
  picked(
    {
      SenderId: message.senderId,
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.receives),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      AWSTraceHeader: message.traceHeader,
      DeadLetterQueueSourceArn: message.deadLetterOf,
    },
    names,
  );

/** The message attributes that are asked for: by name, by `prefix.*`, or all of them. */
export const messageAttributes = ({ attributes }: ReceivedMessage, names: readonly string[]): typeof attributes => {
  const wanted = (name: string): boolean =>
    names.some(
      (asked) => asked === 'All' || asked === name || (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)));
};
