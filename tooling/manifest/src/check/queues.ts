import { type QueueDeclaration, triggersOf } from '@frontdesk/core/declare';
import type { AnyFunction } from '../collect/any-function';
import { declaredBy, ofKind } from '../collect/declared';

/**
 * A throttled invocation counts as a receive. With fewer receives, a message could go to the dead letters without ever
 * being tried.
 */
const LEAST_RECEIVES = 5;

/** This is checked at run time too, because a cast can get around the type. */
const deadLetterFaults = ({ name, deadLetter }: QueueDeclaration): string[] => {
  const receives = (deadLetter as QueueDeclaration['deadLetter'] | undefined)?.maxReceives;
  if (receives === undefined)
    return [`queue ${name} has no deadLetter: say after how many receives a message is set aside`];
  return receives < LEAST_RECEIVES
    ? [`queue ${name} must let a message be received at least ${LEAST_RECEIVES} times`]
    : [];
};

/** Finds queues that lose messages or that nobody consumes. */
export const queueFaults = (functions: readonly AnyFunction[]): string[] => {
  const triggers = functions.flatMap((fn) => triggersOf(fn, 'queue').map((trigger) => ({ fn, trigger })));
  return [
    ...ofKind(declaredBy(functions), 'queue').flatMap((queue) => {
      const consumers = triggers.filter(({ trigger }) => trigger.queue === queue);
      return [
        ...deadLetterFaults(queue),
        ...(consumers.length === 0
          ? [`queue ${queue.name} has no consumer: add queue(…) to a function's triggers`]
          : []),
        ...(consumers.length > 1
          ? [`queue ${queue.name} has ${consumers.length} consumers: each would miss messages`]
          : []),
      ];
    }),
    ...triggers
      .filter(({ trigger }) => trigger.maximumConcurrency < 2 || trigger.maximumConcurrency > 1_000)
      .map(
        ({ fn, trigger }) => `${fn.name} consumes ${trigger.queue.name} with a maximumConcurrency outside 2 to 1,000`,
      ),
    ...functions.flatMap((fn) => {
      const sum = triggersOf(fn, 'queue').reduce((total, { maximumConcurrency }) => total + maximumConcurrency, 0);
      return fn.reservedConcurrency !== null && fn.reservedConcurrency < sum
        ? [`${fn.name} reserves ${fn.reservedConcurrency} concurrent executions, and its queues may use ${sum}`]
        : [];
    }),
  ];
};
