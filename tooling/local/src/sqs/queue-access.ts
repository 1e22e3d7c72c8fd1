import { allows } from '@frontdesk/manifest/allows';
import { type Account, callerArn } from '../endpoint/account';
import { accessDenied, missingToken } from '../endpoint/aws-error';
import type { Call } from '../endpoint/service';
import { noSuchQueue } from './errors';
import type { QueueDefinition } from './queue-definition';
import type { Queues } from './queues';

export interface QueueAccess {
  /**
   * The queue at a URL, if the caller may do what it asks for.
   * @throws AwsError; if the caller may not, it is the same whether or not the queue exists.
   */
  queueOf(url: string, call: Call): QueueDefinition;
  /** The same, by name. */
  queueNamed(name: string, call: Call): QueueDefinition;
  /** The URL of a queue, at the address that the caller uses to reach the stack. */
  urlOf(queue: QueueDefinition, call: Call): string;
  /** Requires a right that no function can be granted. @throws AwsError */
  administrator(call: Call): void;
  /** The sender that SQS names for a message. */
  senderId(call: Call): string;
}

/** IAM has no action of its own for a batch (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html). */
const actionOf = (operation: string): string => `sqs:${operation.replace(/Batch$/, '')}`;

export const queueAccess = (account: Account, queues: Queues): QueueAccess => {
  const permit = (name: string, { caller, operation }: Call): void => {
    if (caller.kind === 'administrator') return;
    if (caller.kind === 'anonymous') throw missingToken();
    const ours = `${account.namePrefix}-`;
    const resource = { kind: 'queue' as const, name: name.slice(ours.length) };
    if (name.startsWith(ours) && allows(caller.grants, actionOf(operation), resource)) return;
    const arn = `arn:aws:sqs:${account.region}:${account.accountId}:${name}`;
    throw accessDenied(account, caller, actionOf(operation), arn);
  };
  const queueNamed = (name: string, call: Call): QueueDefinition => {
    permit(name, call);
    const queue = queues.find(name);
    if (!queue || queue.internal) throw noSuchQueue();
    return queue;
  };
  return {
    queueNamed,
    queueOf: (url, call) => {
      const [name = '', accountId] = url.split('/').reverse();
      if (accountId !== account.accountId) throw noSuchQueue();
      return queueNamed(name, call);
    },
    urlOf: ({ name }, { head }) => `http://${head.headers.host}/${account.accountId}/${name}`,
    administrator: (call) => permit('*', call),
    senderId: ({ caller }) => callerArn(account, caller).replace(/^.*[:/]/, ''),
  };
};
