import { Problem } from '@frontdesk/core/errors';
import { isoTime } from '@frontdesk/core/time';
import { overlap } from '@frontdesk/tenant';
import { Contention } from '../access/contention';
import type { Write } from '../access/write';
import { type Booking, type Hold, sameHold } from './booking';
import { type Calendar, dayOf, type HourChange, type Hours, hoursOf } from './calendar';

/** Keeps a day's item well under DynamoDB's 400 KB: a booking takes up to 170 bytes in each hour it touches. */
const MAX_BOOKED_A_DAY = 1_500;

/** The most conflicts that a refusal names. */
const MAX_CONFLICTS = 20;

const slotTaken = (conflicts: readonly Booking[]): Problem =>
  new Problem('slot_taken', {
    detail: 'The resource is reserved for part of that time; `conflicts` says by whom and when.',
    extensions: {
      conflicts: conflicts
        .slice(0, MAX_CONFLICTS)
        .map(({ name, from, to }) => ({ name, starts_at: isoTime(from), ends_at: isoTime(to) })),
    },
  });

const dayFull = (): Problem =>
  new Problem('resource_day_full', {
    detail: `A resource takes at most ${MAX_BOOKED_A_DAY} reservations a day, each counted in every hour it touches.`,
  });

/** The bookings in some hours, each once and in order. */
export const bookingsIn = (hours: Iterable<readonly Booking[]>): Booking[] =>
  [...new Map([...hours].flat().map((booking) => [booking.name, booking])).values()].sort((a, b) => a.from - b.from);

/** How many bookings a day's item holds, counted in each hour. */
const bookedOn = (day: number, hours: Hours): number =>
  [...hours].reduce((sum, [hour, bookings]) => (dayOf(hour) === day ? sum + bookings.length : sum), 0);

/** The changes to one resource's hours. */
const changesOf = (hours: Hours, name: string, before: Hold | undefined, after: Hold | undefined): HourChange[] => {
  const taken = new Set(after ? hoursOf(after.booking) : []);
  const touched = new Set([...(before ? hoursOf(before.booking) : []), ...taken]);
  return [...touched].map((hour) => {
    const read = hours.get(hour) ?? [];
    const others = read.filter((booking) => booking.name !== name);
    return { hour, read, bookings: after && taken.has(hour) ? [...others, after.booking] : others };
  });
};

/** The refusal of a hold whose hours are not free. */
const conflict = ({ booking }: Hold, hours: Hours): Problem | undefined => {
  const others = bookingsIn(hours.values()).filter(({ name }) => name !== booking.name);
  const conflicts = others.filter((other) => overlap(other, booking));
  return conflicts.length > 0 ? slotTaken(conflicts) : undefined;
};

const requireRoom = (hours: Hours, changes: readonly HourChange[]): void => {
  const next = new Map([...hours, ...changes.map(({ hour, bookings }) => [hour, bookings] as const)]);
  for (const day of new Set(changes.map(({ hour }) => dayOf(hour)))) {
    const booked = bookedOn(day, next);
    if (booked > MAX_BOOKED_A_DAY && booked > bookedOn(day, hours)) throw dayFull();
  }
};

/**
 * The writes that move a task in the calendars from one hold to another. Every hour that either touches is conditional on
 * what was read, so the decision made here is still right when it commits.
 * @throws Problem `slot_taken` with the bookings in the way, `resource_day_full`.
 */
export const moveHold = async (
  calendar: Calendar,
  name: string,
  before: Hold | undefined,
  after: Hold | undefined,
): Promise<Write[]> => {
  if (sameHold(before, after)) return [];
  const holds = [before, after].filter((hold) => hold !== undefined);
  const resources = [...new Set(holds.map(({ resource }) => resource))];
  const writes = await Promise.all(
    resources.map(async (resource) => {
      const [old, next] = [before, after].map((hold) => (hold?.resource === resource ? hold : undefined));
      const read = [old, next].map((hold) => (hold ? calendar.read(resource, hold.booking) : new Map()));
      const hours: Hours = new Map((await Promise.all(read)).flatMap((part) => [...part]));
      const changes = changesOf(hours, name, old, next);
      const taken = next && conflict(next, hours);
      if (taken) throw taken;
      if (next) requireRoom(hours, changes);
      // A refused write returns the hours as they are now: they say what is in the way. If nothing is, it is worth another try.
      return calendar.write(resource, changes, (found) => (next && conflict(next, found)) ?? new Contention());
    }),
  );
  return writes.flat();
};
