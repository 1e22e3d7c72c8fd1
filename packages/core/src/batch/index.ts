/** Messages, notifications and schedules: the triggers whose caller does not wait for an answer. */
export { InvalidMessage } from './consume';
export { type AsynchronousEvent, type BatchPlatform, batchHandler } from './handler';
export { ATTRIBUTES, type Message } from './message';
export type { ScheduledEvent } from './notifications';
export type { StoredObject } from './stored-object';
