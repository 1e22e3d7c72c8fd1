import type * as z from 'zod/mini';
import type { Message } from '../batch/message';
import type { StoredObject } from '../batch/stored-object';
import type { Invocation } from '../invocation/invocation';
import type { Schema } from './route';

export interface ConsumerSpec<D, B extends Schema> {
  /** AsyncAPI's operation id: unique among the consumers. */
  readonly operation: string;
  readonly summary: string;
  /** What a message's body, read as JSON, must be. One that is not goes to the dead letters at once it has used its receives. */
  readonly body: B;
  /** Works on one message. It may be delivered again, so what it does must be repeatable; a throw has it delivered again. */
  handle(message: Message<z.output<B>>, deps: D): Promise<void>;
}

/** Works on the messages of a queue or a topic. */
export type Consumer<D> = ConsumerSpec<D, Schema> & { readonly kind: 'consumer' };

/** Makes a function's `consumer()` with its dependencies bound: `export const consumer = consumerOf<Deps>()`. */
export const consumerOf =
  <D>() =>
  <B extends Schema>(spec: ConsumerSpec<D, B>): Consumer<D> =>
    ({ kind: 'consumer', ...spec }) as unknown as Consumer<D>;

/** Is told of each object that comes into a bucket or leaves it, at least once and in no order. */
export type ObjectHandler<D> = (object: StoredObject, deps: D) => Promise<void>;

/** Is run by a schedule, at least once each time. */
export type Job<D> = (invocation: Invocation, deps: D) => Promise<void>;
