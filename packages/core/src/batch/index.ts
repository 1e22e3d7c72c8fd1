/** What nobody waits for: messages, notifications and schedules. */
export { InvalidMessage } from './consume';
export { type AsynchronousEvent, type BatchPlatform, batchHandler } from './handler';
export { ATTRIBUTES, type Message } from './message';
export type { ScheduledEvent } from './notifications';
export type { StoredObject } from './stored-object';
