import type { Interval } from '@frontdesk/tenant';
import type { Task } from './task';

/** The time for which a task holds a resource. */
export interface Booking extends Interval {
  /** The task's name. */
  readonly name: string;
}

/** A booking and its resource. */
export interface Hold {
  readonly resource: string;
  readonly booking: Booking;
}

/** What a task holds: a resource for a time, if it is a reservation that is not cancelled. */
export const holdOf = (task: Task | undefined): Hold | undefined => {
  if (task?.kind !== 'reservation' || task.status === 'cancelled') return undefined;
  const { name, resource, starts_at, ends_at } = task;
  if (resource === undefined || starts_at === undefined || ends_at === undefined)
    throw new Error('validation let a reservation without a resource or a time pass');
  return { resource, booking: { name, from: Date.parse(starts_at), to: Date.parse(ends_at) } };
};

export const sameHold = (a: Hold | undefined, b: Hold | undefined): boolean =>
  a?.resource === b?.resource && a?.booking.from === b?.booking.from && a?.booking.to === b?.booking.to;
