import type { BucketDeclaration, BucketEvent } from './bucket';
import type { Consumer, Job, ObjectHandler } from './consumer';
import type { FilterPolicy, QueueDeclaration, TopicDeclaration } from './messaging';
import type { DefaultRoute, Route } from './route';
import type { ScheduleDeclaration } from './schedule';
import type { SocketOptions, SocketRoute } from './socket';

/** Requests of the HTTP API. */
export interface HttpTrigger<D> {
  readonly kind: 'http';
  readonly routes: readonly (Route<D> | DefaultRoute<D>)[];
}

/** Frames of the WebSocket API, and whether a connection may open at all. */
export interface SocketTrigger<D> {
  readonly kind: 'socket';
  readonly routes: readonly SocketRoute<D>[];
  /** Absent in a function that only adds routes to another's API. */
  readonly authorizer?: SocketOptions<D>;
}

export interface QueueOptions {
  /** The most messages in a batch; 10 if left out. */
  readonly batchSize?: number;
  /** Seconds to wait for a batch to fill; 0 if left out. */
  readonly batchingWindow?: number;
  /**
   * Invocations at once, 2 to 1,000; 2 if left out. Without a bound, one busy queue takes the account's whole concurrency
   * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
   */
  readonly maximumConcurrency?: number;
}

export interface QueueTrigger<D> extends Required<QueueOptions> {
  readonly kind: 'queue';
  readonly queue: QueueDeclaration;
  readonly consumer: Consumer<D>;
}

export interface TopicTrigger<D> {
  readonly kind: 'topic';
  readonly topic: TopicDeclaration;
  readonly filter?: FilterPolicy;
  readonly consumer: Consumer<D>;
}

export interface BucketTrigger<D> {
  readonly kind: 'bucket';
  readonly bucket: BucketDeclaration;
  readonly events: readonly BucketEvent[];
  /** What a key must begin with. */
  readonly prefix?: string;
  readonly handle: ObjectHandler<D>;
}

export interface ScheduleTrigger<D> {
  readonly kind: 'schedule';
  readonly schedule: ScheduleDeclaration;
  readonly run: Job<D>;
}

/** Everything that can invoke a function. A reader handles each kind; the type check fails where one is forgotten. */
export type Trigger<D> =
  | HttpTrigger<D>
  | SocketTrigger<D>
  | QueueTrigger<D>
  | TopicTrigger<D>
  | BucketTrigger<D>
  | ScheduleTrigger<D>;

export type TriggerKind = Trigger<never>['kind'];

export const http = <D>(...routes: (Route<D> | DefaultRoute<D>)[]): HttpTrigger<D> => ({ kind: 'http', routes });

export const socket = <D>(authorizer: SocketOptions<D> | undefined, ...routes: SocketRoute<D>[]): SocketTrigger<D> => ({
  kind: 'socket',
  routes,
  ...(authorizer && { authorizer }),
});

export const queue = <D>(
  declaration: QueueDeclaration,
  consumer: Consumer<D>,
  options: QueueOptions = {},
): QueueTrigger<D> => ({
  kind: 'queue',
  queue: declaration,
  consumer,
  batchSize: 10,
  batchingWindow: 0,
  maximumConcurrency: 2,
  ...options,
});

export const topic = <D>(
  declaration: TopicDeclaration,
  consumer: Consumer<D>,
  filter?: FilterPolicy,
): TopicTrigger<D> => ({
  kind: 'topic',
  topic: declaration,
  consumer,
  ...(filter && { filter }),
});

export const bucket = <D>(
  declaration: BucketDeclaration,
  events: readonly BucketEvent[],
  handle: ObjectHandler<D>,
  prefix?: string,
): BucketTrigger<D> => ({ kind: 'bucket', bucket: declaration, events, handle, ...(prefix && { prefix }) });

export const schedule = <D>(declaration: ScheduleDeclaration, run: Job<D>): ScheduleTrigger<D> => ({
  kind: 'schedule',
  schedule: declaration,
  run,
});

/** Proves to the type check that every kind was handled; throws where a cast got around the types. */
export const unhandled = (kind: never): never => {
  throw new Error(`no reader for ${JSON.stringify(kind)}`);
};
