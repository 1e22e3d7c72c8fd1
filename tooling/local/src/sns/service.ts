import type { Clock } from '@frontdesk/core/time';
import { allows } from '@frontdesk/manifest/allows';
import { type Account, callerArn } from '../endpoint/account';
import { AwsError, accessDenied, missingToken } from '../endpoint/aws-error';
import { type QueryValue, queryAnswer, queryRefusal } from '../endpoint/protocols/query';
import type { Call, Service } from '../endpoint/service';
import type { Queues } from '../sqs/queues';
import {
  asAuthorizationError,
  emptyBatch,
  invalidParameter,
  noSuchTopic,
  repeatedId,
  tooManyEntries,
  unknownAction,
} from './errors';
import { batchInput, publishInput } from './input';
import type { Published } from './notification';
import { createPublisher } from './publish';
import { subscribingActions } from './subscribing';
import type { Subscriptions } from './subscriptions';
import { isTopicArn, type Subscription, type Topic } from './topic';

const VERSION = '2010-03-31';
const NAMESPACE = `http://sns.amazonaws.com/doc/${VERSION}/`;
const MAX_ENTRIES = 10;

export interface SnsOptions {
  readonly account: Account;
  readonly queues: Queues;
  readonly clock: Clock;
  /** The topics that are declared now, with their declared subscriptions. */
  topics(): readonly Topic[];
  readonly subscriptions: Subscriptions;
}

const told = (topic: Topic, { arn, endpoint, protocol }: Subscription, owner: string): QueryValue => ({
  SubscriptionArn: arn,
  Owner: owner,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topic.arn,
});

/** The topic of a subscription, or of what is to be published. */
const topicArnIn = (form: URLSearchParams): string =>
  form.get('TopicArn') ?? form.get('TargetArn') ?? form.get('SubscriptionArn')?.replace(/:[^:]*$/, '') ?? '';

/** SNS, in its Query protocol. Topics are declared; queues may be subscribed by calls too. */
export const createSns = ({ account, queues, clock, subscriptions: made, ...options }: SnsOptions): Service => {
  const topics = (): readonly Topic[] =>
    options.topics().map((topic) => ({ ...topic, subscriptions: [...topic.subscriptions, ...made.of(topic.arn)] }));
  const publisher = createPublisher(queues, clock, ({ caller }) => callerArn(account, caller).replace(/^.*[:/]/, ''));

  /** IAM has no action of its own for a batch. */
  const permit = (arn: string, { caller, operation }: Call): void => {
    if (caller.kind === 'administrator') return;
    if (caller.kind === 'anonymous') throw missingToken();
    const action = `sns:${operation.replace(/Batch$/, '')}`;
    const ours = `arn:aws:sns:${account.region}:${account.accountId}:${account.namePrefix}-`;
    const resource = { kind: 'topic' as const, name: arn.slice(ours.length) };
    if (arn.startsWith(ours) && allows(caller.grants, action, resource)) return;
    throw accessDenied(account, caller, action, arn);
  };

  const topicOf = (form: URLSearchParams, call: Call): Topic => {
    const arn = topicArnIn(form);
    if (!isTopicArn(arn)) throw invalidParameter('TopicArn');
    permit(arn, call);
    const topic = topics().find((one) => one.arn === arn);
    if (!topic) throw noSuchTopic();
    return topic;
  };

  const publishBatch = async (form: URLSearchParams, call: Call): Promise<Record<string, QueryValue>> => {
    const topic = topicOf(form, call);
    const entries = batchInput(form);
    if (entries.length === 0) throw emptyBatch();
    if (entries.length > MAX_ENTRIES) throw tooManyEntries();
    if (new Set(entries.map(({ id }) => id)).size < entries.length) throw repeatedId();
    const taken: { readonly id: string; readonly message: Published }[] = [];
    const Failed: QueryValue[] = [];
    for (const { id, prefix } of entries) {
      try {
        taken.push({ id, message: publisher.prepare(publishInput(form, prefix), call) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({ Id: id, Code: error.type, Message: error.message, SenderFault: 'true' });
      }
    }
    await publisher.publish(
      topic,
      taken.map(({ message }) => message),
    );
    return { Successful: taken.map(({ id, message }) => ({ Id: id, MessageId: message.id })), Failed };
  };

  const subscriptions = (of: readonly Topic[]): QueryValue[] =>
    of.flatMap((topic) => topic.subscriptions.map((one) => told(topic, one, account.accountId)));

  type Action = (form: URLSearchParams, call: Call) => Record<string, QueryValue> | Promise<Record<string, QueryValue>>;
  const actions: Readonly<Record<string, Action>> = {
    Publish: async (form, call) => {
      const topic = topicOf(form, call);
      const message = publisher.prepare(publishInput(form), call);
      await publisher.publish(topic, [message]);
      return { MessageId: message.id };
    },
    PublishBatch: publishBatch,
    ...Object.fromEntries(
      Object.entries(subscribingActions(made, queues)).map(([name, act]): [string, Action] => [
        name,
        (form, call) => act(topicOf(form, call), form),
      ]),
    ),
    ListTopics: (_, call) => {
      permit('*', call);
      return { Topics: topics().map(({ arn }) => ({ TopicArn: arn })) };
    },
    ListSubscriptions: (_, call) => {
      permit('*', call);
      return { Subscriptions: subscriptions(topics()) };
    },
    ListSubscriptionsByTopic: (form, call) => ({ Subscriptions: subscriptions([topicOf(form, call)]) }),
  };

  return {
    name: 'sns',
    recognise: ({ form }) => (form?.get('Version') === VERSION ? (form.get('Action') ?? undefined) : undefined),
    refuse: (error, requestId) => queryRefusal(asAuthorizationError(error), requestId),
    handle: async (call) => {
      const action = Object.hasOwn(actions, call.operation) ? actions[call.operation] : undefined;
      if (!action) throw unknownAction(call.operation, Object.keys(actions));
      const result = await action(call.head.form ?? new URLSearchParams(), call);
      return queryAnswer(NAMESPACE, call.operation, result, call.requestId);
    },
  };
};
