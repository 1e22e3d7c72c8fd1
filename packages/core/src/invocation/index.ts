/** What is the same for every invocation, whatever triggered it. */
export { DeadlineExceeded, withinDeadline } from './deadline';
export { handlerOf } from './handler';
export type { Invocation } from './invocation';
export type { Kernel } from './kernel';
export { continueTrace } from './trace';
