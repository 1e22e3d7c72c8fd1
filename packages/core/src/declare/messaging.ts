import type { Schema } from './route';

/** A kind of message that functions publish to a topic, for those who subscribe from outside. */
export interface PublishedMessage<B extends Schema = Schema> {
  /** AsyncAPI's operation id: unique among the operations. */
  readonly operation: string;
  readonly summary: string;
  /** The attributes that filter policies can look at, with their values: besides `clientId`, which is the tenant. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly body: B;
}

/** One SNS topic, deployed as `${app}-${env}-${name}`. */
export interface TopicDeclaration {
  readonly kind: 'topic';
  readonly name: string;
  readonly description: string;
  readonly messages?: readonly PublishedMessage[];
}

export const defineTopic = (spec: Omit<TopicDeclaration, 'kind'>): TopicDeclaration => ({ kind: 'topic', ...spec });

/**
 * Which messages of a topic are delivered, by message attribute: each attribute named must have one of its values
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html). A new policy can take 15 minutes to
 * take effect, so a consumer checks again.
 */
export type FilterPolicy = Readonly<Record<string, readonly string[]>>;

export interface Subscription {
  readonly topic: TopicDeclaration;
  readonly filter?: FilterPolicy;
}

/**
 * One standard SQS queue and the queue for its dead letters, deployed as `${app}-${env}-${name}` and
 * `…-${name}-dead-letters`. How long a message stays hidden while it is worked on follows from its consumer's timeout.
 */
export interface QueueDeclaration {
  readonly kind: 'queue';
  readonly name: string;
  readonly description: string;
  /**
   * After this many receives a message that keeps failing is moved to the dead letters, kept for 14 days, and an alarm
   * says so. At least five, because a throttled invocation counts as a receive.
   */
  readonly deadLetter: { readonly maxReceives: number };
  /** Topics whose messages it receives, as they were published (raw delivery). */
  readonly subscriptions?: readonly Subscription[];
}

export const defineQueue = (spec: Omit<QueueDeclaration, 'kind'>): QueueDeclaration => ({ kind: 'queue', ...spec });
