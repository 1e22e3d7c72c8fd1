import type * as z from 'zod/mini';
import type { Message } from '../batch/message';
import type { StoredObject } from '../batch/stored-object';
import type { Invocation } from '../invocation/invocation';
import type { Schema } from './route';

export interface ConsumerSpec<D, B extends Schema> {
  /** AsyncAPI's operation id: unique among the consumers. */
  readonly operation: string;
  readonly summary: string;
  /** The schema of a message's body, read as JSON. A message that does not fit comes again until it is a dead letter. */
  readonly body: B;
  /** Works on one message. If it throws, the message comes again; that can happen anyway, so its effect must be repeatable. */
  handle(message: Message<z.output<B>>, deps: D): Promise<void>;
}

/** Works on the messages of a queue or a topic. */
export type Consumer<D> = ConsumerSpec<D, Schema> & { readonly kind: 'consumer' };

/** Makes a function's `consumer()` with its dependencies bound: `export const consumer = consumerOf<Deps>()`. */
export const consumerOf =
  <D>() =>
  <B extends Schema>(spec: ConsumerSpec<D, B>): Consumer<D> =>
    ({ kind: 'consumer', ...spec }) as unknown as Consumer<D>;

/** Is called for each object that is created in a bucket or removed from it: at least once, in no particular order. */
export type ObjectHandler<D> = (object: StoredObject, deps: D) => Promise<void>;

/** Is run by a schedule, at least once at each due time. */
export type Job<D> = (invocation: Invocation, deps: D) => Promise<void>;
