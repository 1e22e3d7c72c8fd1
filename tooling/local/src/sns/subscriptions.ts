import { randomUUID } from 'node:crypto';
import { openStateFile } from '../data/state-file';
import type { Account } from '../endpoint/account';
import { invalidParameter, noSuchSubscription } from './errors';
import { filterPolicy } from './filter-policy';
import type { Subscription } from './topic';

/** The attributes of a subscription that change what is delivered, as calls set them. */
export type SubscriptionAttributes = Readonly<Record<string, string>>;

interface Created extends Subscription {
  readonly topicArn: string;
  readonly attributes: SubscriptionAttributes;
}

/** The subscriptions that calls of the API have made, besides those that the manifest declares. */
export interface Subscriptions {
  /** Those of a topic. */
  of(topicArn: string): readonly Subscription[];
  /**
   * Subscribes a queue. To do it again with the same attributes changes nothing.
   * @returns the subscription's ARN, once it is on disk. @throws AwsError
   */
  subscribe(topicArn: string, queueArn: string, attributes: SubscriptionAttributes): Promise<string>;
  /** Changes one attribute. @throws AwsError */
  set(arn: string, name: string, value: string): Promise<void>;
  /** One that does not exist is taken as removed. */
  remove(arn: string): Promise<void>;
}

const KNOWN = new Set(['FilterPolicy', 'RawMessageDelivery']);

/** What the attributes mean. @throws AwsError for those that the local stack cannot do. */
const meaning = (attributes: SubscriptionAttributes): Pick<Subscription, 'filter' | 'raw'> => {
  const unknown = Object.keys(attributes).find((name) => !KNOWN.has(name));
  if (unknown) throw invalidParameter(`Attributes Reason: the local stack has no ${unknown}`);
  const { FilterPolicy = '', RawMessageDelivery = 'false' } = attributes;
  return { filter: FilterPolicy === '' ? null : filterPolicy(FilterPolicy), raw: RawMessageDelivery === 'true' };
};

const sorted = (attributes: SubscriptionAttributes): string => JSON.stringify(Object.entries(attributes).sort());

/** Opens the created subscriptions, which outlive the process. */
export const openSubscriptions = async (path: string, { region, accountId }: Account): Promise<Subscriptions> => {
  const file = await openStateFile<readonly Created[]>(path, () => []);
  const ours = `arn:aws:sqs:${region}:${accountId}:`;
  const found = (arn: string): Created => {
    const one = file.read().find((each) => each.arn === arn);
    if (!one) throw noSuchSubscription();
    return one;
  };
  return {
    of: (topicArn) => file.read().filter((one) => one.topicArn === topicArn),
    subscribe: (topicArn, endpoint, attributes) => {
      if (!endpoint.startsWith(ours)) throw invalidParameter('SQS endpoint ARN');
      const queue = endpoint.slice(ours.length);
      const meant = meaning(attributes);
      return file.update((known) => {
        const one = known.find((each) => each.topicArn === topicArn && each.endpoint === endpoint);
        if (!one) {
          const arn = `${topicArn}:${randomUUID()}`;
          return [[...known, { arn, topicArn, endpoint, queue, protocol: 'sqs', attributes, ...meant }], arn];
        }
        if (sorted(one.attributes) === sorted(attributes)) return [known, one.arn];
        throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
      });
    },
    set: (arn, name, value) => {
      const before = found(arn);
      const attributes = { ...before.attributes, [name]: value };
      const after = { ...before, attributes, ...meaning(attributes) };
      return file.update((known) => [known.map((one) => (one.arn === arn ? after : one)), undefined]);
    },
    remove: (arn) => file.update((known) => [known.filter((one) => one.arn !== arn), undefined]),
  };
};
