/** Messages, notifications and schedules: the triggers whose caller does not wait for an answer. */
export { InvalidMessage } from './consume';
export { type AsynchronousEvent, batchHandler } from './handler';
export { ATTRIBUTES, type Message } from './message';
export type { ScheduledEvent } from './notifications';
export type { BatchPlatform } from './platform';
export { type ChangeVisibility, RetryLater } from './retry-later';
export type { StoredObject } from './stored-object';
