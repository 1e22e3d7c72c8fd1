import type { QueryValue } from '../endpoint/protocols/query';
import type { Queues } from '../sqs/queues';
import { invalidParameter } from './errors';
import { entries } from './input';
import type { SubscriptionAttributes, Subscriptions } from './subscriptions';
import type { Subscription, Topic } from './topic';

const attributesIn = (form: URLSearchParams): SubscriptionAttributes =>
  Object.fromEntries(
    entries(form, 'Attributes.entry').map((entry) => [
      form.get(`${entry}.key`) ?? '',
      form.get(`${entry}.value`) ?? '',
    ]),
  );

export type Subscribing = (topic: Topic, form: URLSearchParams) => Promise<Record<string, QueryValue>>;

/**
 * The calls with which those outside subscribe queues of their own
 * (https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html). A queue of the same account needs no confirmation.
 */
export const subscribingActions = (
  subscriptions: Subscriptions,
  queues: Queues,
): Readonly<Record<'Subscribe' | 'Unsubscribe' | 'SetSubscriptionAttributes', Subscribing>> => ({
  Subscribe: async ({ arn }, form) => {
    const endpoint = form.get('Endpoint') ?? '';
    if (form.get('Protocol') !== 'sqs') throw invalidParameter('Protocol: the local stack delivers to SQS queues');
    if (!queues.list().some((queue) => queue.arn === endpoint && !queue.internal)) {
      throw invalidParameter('Endpoint: there is no such queue');
    }
    return { SubscriptionArn: await subscriptions.subscribe(arn, endpoint, attributesIn(form)) };
  },
  Unsubscribe: async (topic, form) => {
    const arn = form.get('SubscriptionArn') ?? '';
    const among = (of: readonly Subscription[]): boolean => of.some((one) => one.arn === arn);
    if (among(topic.subscriptions) && !among(subscriptions.of(topic.arn))) {
      throw invalidParameter('SubscriptionArn: the project declares this subscription');
    }
    await subscriptions.remove(arn);
    return {};
  },
  SetSubscriptionAttributes: async (_, form) => {
    const name = form.get('AttributeName') ?? '';
    await subscriptions.set(form.get('SubscriptionArn') ?? '', name, form.get('AttributeValue') ?? '');
    return {};
  },
});
