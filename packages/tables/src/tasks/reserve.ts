import { isoTime } from '@frontdesk/core/clock';
import { Problem } from '@frontdesk/core/errors/problem';
import { overlap } from '@frontdesk/core/time/interval';
import type { Write } from '../access/write';
import { type Booking, type Hold, sameHold } from './booking';
import { type Calendar, type CalendarDay, daysOf } from './calendar';

/** Keeps a day's item well under DynamoDB's 400 KB: a booking takes some 170 bytes. */
const MAX_BOOKINGS_A_DAY = 1_000;

/** Conflicts that a refusal names, at most. */
const MAX_CONFLICTS = 20;

const slotTaken = (conflicts: readonly Booking[]): Problem =>
  new Problem('slot_taken', {
    detail: 'The resource is reserved for part of that time; conflicts lists by whom and when.',
    extensions: {
      conflicts: conflicts
        .slice(0, MAX_CONFLICTS)
        .map(({ name, from, to }) => ({ name, starts_at: isoTime(from), ends_at: isoTime(to) })),
    },
  });

const dayFull = (): Problem =>
  new Problem('resource_day_full', { detail: `A resource takes at most ${MAX_BOOKINGS_A_DAY} reservations a day.` });

/** What a booking overlaps, each once though it may lie on several days. */
const conflictsWith = (booking: Booking, days: readonly CalendarDay[]): Booking[] => {
  const others = days.flatMap(({ bookings }) => bookings).filter(({ name }) => name !== booking.name);
  const overlapping = others.filter((other) => overlap(other, booking));
  return [...new Map(overlapping.map((other) => [other.name, other])).values()].sort((a, b) => a.from - b.from);
};

interface Touched {
  readonly resource: string;
  readonly day: CalendarDay;
}

/** The days of both holds, each once: where both are of one resource they may share days. */
const readTouched = async (calendar: Calendar, holds: readonly Hold[]): Promise<Touched[]> => {
  const read = await Promise.all(
    holds.map(async ({ resource, booking }) =>
      (await calendar.read(resource, booking)).map((day) => ({ resource, day })),
    ),
  );
  return [...new Map(read.flat().map((touched) => [`${touched.day.day}#${touched.resource}`, touched])).values()];
};

/**
 * What moves a task's time in the calendar from one hold to another. Every day that either touches is conditional on what
 * was read of it, so that the decision taken here still stands when it commits; a day in which nothing changes is not
 * written.
 * @throws Problem `slot_taken` with the bookings in the way, `resource_day_full`.
 */
export const moveHold = async (
  calendar: Calendar,
  before: Hold | undefined,
  after: Hold | undefined,
): Promise<Write[]> => {
  if (sameHold(before, after)) return [];
  const touched = await readTouched(
    calendar,
    [before, after].filter((hold) => hold !== undefined),
  );
  const name = (after ?? before)?.booking.name;
  const taken = (resource: string, day: number): Booking[] =>
    after?.resource === resource && daysOf(after.booking).includes(day) ? [after.booking] : [];

  if (after) {
    const days = touched.filter(({ resource }) => resource === after.resource).map(({ day }) => day);
    const conflicts = conflictsWith(after.booking, days);
    if (conflicts.length > 0) throw slotTaken(conflicts);
  }
  return touched.flatMap(({ resource, day }) => {
    const kept = day.bookings.filter((booking) => booking.name !== name);
    const bookings = [...kept, ...taken(resource, day.day)].sort((a, b) => a.from - b.from);
    if (bookings.length > MAX_BOOKINGS_A_DAY && bookings.length > day.bookings.length) throw dayFull();
    // A day without an item that is to stay without one: the task was read before it moved, and its own condition fails.
    return bookings.length === 0 && day.revision === undefined ? [] : [calendar.write(resource, day, bookings)];
  });
};
