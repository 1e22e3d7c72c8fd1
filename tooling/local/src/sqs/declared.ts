import type { Manifest, ManifestFunction } from '@frontdesk/manifest';
import type { Account } from '../endpoint/account';
import type { QueueDefinition } from './queue-definition';

const DAY_MS = 86_400_000;
/** SQS's own default, and its maximum for messages that wait to be looked at. */
const RETENTION_MS = 4 * DAY_MS;
const DEAD_LETTER_RETENTION_MS = 14 * DAY_MS;
const DEFAULT_VISIBILITY_MS = 30_000;

/** The first attempt and two more (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html). */
const ASYNCHRONOUS_ATTEMPTS = 3;
/** Added to a function's timeout, for the time that starting an instance takes. */
const MARGIN_MS = 15_000;

export const queueName = (account: Account, name: string): string => `${account.namePrefix}-${name}`;
export const deadLettersOf = (queue: string): string => `${queue}-dead-letters`;

/**
 * Where a function's asynchronous invocations that failed for good end up. A queue may share the function's name and
 * have dead letters of its own.
 */
export const deadInvocationsOf = (functionName: string): string => deadLettersOf(`${functionName}-invocations`);

/** Where Lambda keeps the events that a function has yet to be invoked with. No SQS queue has a colon in its name. */
export const asynchronousQueue = (account: Account, functionName: string): string =>
  `${queueName(account, functionName)}:asynchronous`;

/** Whether anything declared invokes the function without waiting for its answer. Its failed events are then kept. */
export const isAsynchronous = ({ event_sources }: ManifestFunction): boolean =>
  event_sources.some(({ kind }) => kind !== 'queue');

/** Every queue of a manifest: the declared ones, those for dead letters, and Lambda's own. */
export const declaredQueues = (
  account: Account,
  { queues, functions }: Pick<Manifest, 'queues' | 'functions'>,
): QueueDefinition[] => {
  const arn = (name: string): string => `arn:aws:sqs:${account.region}:${account.accountId}:${name}`;
  const deadLetters = (name: string): QueueDefinition => ({
    name,
    arn: arn(name),
    visibilityMs: DEFAULT_VISIBILITY_MS,
    retentionMs: DEAD_LETTER_RETENTION_MS,
  });
  return [
    ...Object.values(queues).flatMap((queue) => {
      const name = queueName(account, queue.name);
      return [
        {
          name,
          arn: arn(name),
          visibilityMs: queue.visibility_seconds * 1_000,
          retentionMs: RETENTION_MS,
          redrive: { maxReceives: queue.max_receives, deadLetters: deadLettersOf(name) },
        },
        deadLetters(deadLettersOf(name)),
      ];
    }),
    ...Object.values(functions).flatMap((fn) => {
      const name = asynchronousQueue(account, fn.name);
      const given = deadInvocationsOf(queueName(account, fn.name));
      const events = {
        name,
        arn: `arn:aws:lambda:${account.region}:${account.accountId}:function:${queueName(account, fn.name)}`,
        visibilityMs: fn.timeout_seconds * 1_000 + MARGIN_MS,
        retentionMs: RETENTION_MS,
        internal: true as const,
      };
      if (!isAsynchronous(fn)) return [events];
      return [{ ...events, redrive: { maxReceives: ASYNCHRONOUS_ATTEMPTS, deadLetters: given } }, deadLetters(given)];
    }),
  ];
};
