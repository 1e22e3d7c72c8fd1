import type { Manifest } from '@frontdesk/manifest';
import type { Account } from '../endpoint/account';
import { asynchronousQueue, queueName } from '../sqs/declared';
import type { FilterPolicy } from './filter';

/** Who takes a topic's messages. */
export type Subscription = {
  readonly arn: string;
  readonly filter: FilterPolicy | null;
  /** The queue that holds a delivery until it is worked on: a subscribed one, or Lambda's own. */
  readonly queue: string;
  /** The ARN of what is subscribed. */
  readonly endpoint: string;
  readonly protocol: 'sqs' | 'lambda';
  /** Whether a queue gets a message as it was published, instead of in an envelope of SNS. */
  readonly raw: boolean;
};

export interface Topic {
  readonly arn: string;
  readonly subscriptions: readonly Subscription[];
}

const ARN = /^arn:aws:sns:[^:]+:\d{12}:[\w-]{1,256}$/;

export const isTopicArn = (text: string): boolean => ARN.test(text);

/** The topics of a manifest, with the queues and functions that declare a subscription to them. */
export const declaredTopics = (
  account: Account,
  { topics, queues, functions }: Pick<Manifest, 'topics' | 'queues' | 'functions'>,
): Topic[] => {
  const { region, accountId } = account;
  return Object.keys(topics).map((name) => {
    const arn = `arn:aws:sns:${region}:${accountId}:${queueName(account, name)}`;
    return {
      arn,
      subscriptions: [
        ...Object.values(queues).flatMap((queue) =>
          queue.subscriptions
            .filter(({ topic }) => topic === name)
            .map(({ filter }, index) => {
              const full = queueName(account, queue.name);
              const endpoint = `arn:aws:sqs:${region}:${accountId}:${full}`;
              return {
                arn: `${arn}:${queue.name}-queue-${index}`,
                filter,
                queue: full,
                endpoint,
                protocol: 'sqs' as const,
                raw: true,
              };
            }),
        ),
        ...Object.values(functions).flatMap((fn) =>
          fn.event_sources
            .filter((source) => source.kind === 'topic' && source.name === name)
            .map((source, index) => ({
              arn: `${arn}:${fn.name}-function-${index}`,
              filter: source.kind === 'topic' ? source.filter : null,
              queue: asynchronousQueue(account, fn.name),
              endpoint: `arn:aws:lambda:${region}:${accountId}:function:${queueName(account, fn.name)}`,
              protocol: 'lambda' as const,
              raw: false,
            })),
        ),
      ],
    };
  });
};
