import * as z from 'zod/mini';
import type { Account } from '../endpoint/account';
import { operation } from '../endpoint/protocols/json';
import { invalidAttribute, invalidValue, isDeclared, otherAttributes } from './errors';
import type { QueueAccess } from './queue-access';
import type { QueueDefinition } from './queue-definition';
import type { QueueSet } from './queue-set';
import type { Queues } from './queues';

const NAME = /^[A-Za-z0-9_-]{1,80}$/;

/** What is about permissions and encryption, which the local stack does not have. */
const IGNORED = new Set(['Policy', 'SqsManagedSseEnabled', 'KmsMasterKeyId', 'RedriveAllowPolicy']);

const redrivePolicy = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() });

const milliseconds = (name: string, text: string | undefined, [usual, least, most]: readonly number[]): number => {
  const seconds = text === undefined ? usual : Number(text);
  if (seconds !== undefined && seconds >= (least ?? 0) && seconds <= (most ?? 0)) return seconds * 1_000;
  throw invalidAttribute(name, `must be ${least} to ${most} seconds`);
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const redriveOf = (text: string | undefined, queues: Queues): QueueDefinition['redrive'] => {
  if (text === undefined) return undefined;
  const policy = redrivePolicy.safeParse(jsonIn(text));
  if (!policy.success) throw invalidAttribute('RedrivePolicy', 'it needs a deadLetterTargetArn and a maxReceiveCount');
  const target = queues.list().find(({ arn }) => arn === policy.data.deadLetterTargetArn);
  if (!target) throw invalidAttribute('RedrivePolicy', 'its dead-letter queue does not exist');
  return { maxReceives: policy.data.maxReceiveCount, deadLetters: target.name };
};

/**
 * The queue that CreateQueue asks for
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html).
 * @throws AwsError for what the local stack cannot do.
 */
const wanted = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  { region, accountId }: Account,
  queues: Queues,
): QueueDefinition => {
  if (!NAME.test(name)) throw invalidValue('A queue name has 1 to 80 letters, digits, hyphens and underscores.');
  const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy, ...others } = attributes;
  const unknown = Object.keys(others).find((key) => !IGNORED.has(key));
  if (unknown) throw invalidAttribute(unknown, 'is not among what the local stack can do');
  const redrive = redriveOf(RedrivePolicy, queues);
  return {
    name,
    arn: `arn:aws:sqs:${region}:${accountId}:${name}`,
    visibilityMs: milliseconds('VisibilityTimeout', VisibilityTimeout, [30, 0, 43_200]),
    retentionMs: milliseconds('MessageRetentionPeriod', MessageRetentionPeriod, [345_600, 60, 1_209_600]),
    ...(redrive && { redrive }),
  };
};

const same = (a: QueueDefinition, b: QueueDefinition): boolean =>
  a.visibilityMs === b.visibilityMs &&
  a.retentionMs === b.retentionMs &&
  a.redrive?.maxReceives === b.redrive?.maxReceives &&
  a.redrive?.deadLetters === b.redrive?.deadLetters;

/** CreateQueue and DeleteQueue, for those outside who keep queues of their own. */
export const creatingOperations = (account: Account, queues: Queues, set: QueueSet, access: QueueAccess) => ({
  CreateQueue: operation(
    z.object({ QueueName: z.string(), Attributes: z.optional(z.record(z.string(), z.string())) }),
    async ({ QueueName, Attributes = {} }, call) => {
      access.administrator(call);
      const queue = wanted(QueueName, Attributes, account, queues);
      const found = queues.find(QueueName);
      if (found && !same(found, queue)) throw otherAttributes(QueueName);
      if (!found) await set.create(queue);
      return { QueueUrl: access.urlOf(queue, call) };
    },
  ),
  DeleteQueue: operation(z.object({ QueueUrl: z.string() }), async ({ QueueUrl }, call) => {
    const { name } = access.queueOf(QueueUrl, call);
    access.administrator(call);
    if (!(await set.delete(name))) throw isDeclared(name);
    return {};
  }),
});
