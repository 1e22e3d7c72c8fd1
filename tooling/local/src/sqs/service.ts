import * as z from 'zod/mini';
import type { Account } from '../endpoint/account';
import { jsonRefusal, jsonService, operation } from '../endpoint/protocols/json';
import type { Service } from '../endpoint/service';
import { queueAttributes } from './attributes';
import { creatingOperations } from './creating';
import { queryCode } from './errors';
import { queueAccess } from './queue-access';
import type { QueueSet } from './queue-set';
import type { Queues } from './queues';
import { receivingOperations } from './receiving';
import { sendingOperations } from './sending';

export interface SqsOptions {
  readonly account: Account;
  readonly queues: Queues;
  readonly set: QueueSet;
  /** Ends the waits for messages. */
  readonly closing: AbortSignal;
}

/** SQS, in the JSON protocol that today's SDKs and AWS CLI speak. */
export const createSqs = ({ account, queues, set, closing }: SqsOptions): Service => {
  const access = queueAccess(account, queues);
  const byUrl = { QueueUrl: z.string() };
  const service = jsonService({
    name: 'sqs',
    target: 'AmazonSQS',
    version: '1.0',
    // Every operation asks `access`: only it knows which queue the operation is about.
    authorize: () => undefined,
    operations: {
      ListQueues: operation(z.object({ QueueNamePrefix: z.optional(z.string()) }), ({ QueueNamePrefix = '' }, call) => {
        access.administrator(call);
        const shown = queues.list().filter(({ name, internal }) => !internal && name.startsWith(QueueNamePrefix));
        return { QueueUrls: shown.map((queue) => access.urlOf(queue, call)) };
      }),
      GetQueueUrl: operation(z.object({ QueueName: z.string() }), ({ QueueName }, call) => ({
        QueueUrl: access.urlOf(access.queueNamed(QueueName, call), call),
      })),
      GetQueueAttributes: operation(
        z.object({ ...byUrl, AttributeNames: z.optional(z.array(z.string())) }),
        ({ QueueUrl, AttributeNames = [] }, call) => {
          const queue = access.queueOf(QueueUrl, call);
          const deadLetters = queue.redrive && queues.find(queue.redrive.deadLetters)?.arn;
          return { Attributes: queueAttributes(queue, deadLetters, queues.counts(queue.name), AttributeNames) };
        },
      ),
      PurgeQueue: operation(z.object(byUrl), async ({ QueueUrl }, call) => {
        await queues.purge(access.queueOf(QueueUrl, call).name);
        return {};
      }),
      ...creatingOperations(account, queues, set, access),
      ...sendingOperations(queues, access),
      ...receivingOperations(queues, access, closing),
    },
  });
  return {
    ...service,
    refuse: (error) => {
      const answer = jsonRefusal('1.0', error);
      return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': queryCode(error) } };
    },
  };
};
