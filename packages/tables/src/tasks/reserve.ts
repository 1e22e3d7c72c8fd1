import { Problem } from '@frontdesk/core/errors';
import { isoTime } from '@frontdesk/core/time';
import { type Interval, overlap } from '@frontdesk/tenant';
import { Contention } from '../access/contention';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { type Booking, type Hold, sameHold } from './booking';
import { calendars } from './calendars';
import { bookingsIn, type Calendar, held, type Link, released, startingHour } from './hours';

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

export interface Reservations {
  /** The bookings of a resource that overlap an interval, in order. */
  overlapping(resource: string, interval: Interval): Promise<Booking[]>;
  /**
   * The writes that move a task from one hold to another. What the decision made here rests on is a condition of the writes,
   * so it is still right when they commit.
   * @param namesake the problem if the task itself is in the way, as it holds more than it was read to hold.
   * @throws Problem `slot_taken` with the bookings in the way.
   */
  move(before: Hold | undefined, after: Hold | undefined, namesake: () => Problem): Promise<Write[]>;
}

/** What a task holds of one resource, and is to hold. */
interface Change {
  readonly resource: string;
  readonly old: Booking | undefined;
  readonly wanted: Booking | undefined;
}

const changesOf = (before: Hold | undefined, after: Hold | undefined): Change[] => {
  const resources = [...new Set([before, after].flatMap((hold) => hold?.resource ?? []))];
  const of = (hold: Hold | undefined, resource: string) => (hold?.resource === resource ? hold.booking : undefined);
  return resources.map((resource) => ({ resource, old: of(before, resource), wanted: of(after, resource) }));
};

/** The refusal of a time, by what is in the way. If nothing is, the calendar changed while it was read: another try may do. */
const refusal = (read: Calendar, wanted: Booking, namesake: () => Problem): Problem => {
  const found = bookingsIn(read).filter((booking) => overlap(booking, wanted));
  const others = found.filter(({ name }) => name !== wanted.name);
  if (others.length > 0) return slotTaken(others);
  return found.length > 0 ? namesake() : new Contention();
};

const linksByStart = (links: readonly Link[]): ReadonlyMap<number, Link> =>
  new Map(links.map((link) => [link.from, link]));

export const reservations = (partition: Partition): Reservations => {
  const stored = calendars(partition);

  /** What a task's release and its hold may change, and what may be in the way. */
  const read = async ({ resource, old, wanted }: Change): Promise<Calendar> => {
    const hours = [old, wanted].map((booking) => (booking ? stored.hours(resource, booking) : new Map()));
    // The booking and the one before it in its hour.
    const behind = old && { from: startingHour(old).from, to: old.from + 1 };
    // The one that will be before it, or all that is in its way.
    const ahead = wanted && { from: startingHour(wanted).from, to: wanted.to };
    const links = [
      behind ? stored.lastLinks(resource, behind, 2) : [],
      ahead ? stored.lastLinks(resource, ahead, MAX_CONFLICTS + 1) : [],
    ];
    const [foundHours, foundLinks] = await Promise.all([Promise.all(hours), Promise.all(links)]);
    return { hours: new Map(foundHours.flatMap((part) => [...part])), links: linksByStart(foundLinks.flat()) };
  };

  return {
    overlapping: async (resource, interval) => {
      const [hours, earlier, links] = await Promise.all([
        stored.hours(resource, interval),
        stored.lastLinks(resource, { from: startingHour(interval).from, to: interval.from + 1 }, 1),
        stored.links(resource, interval),
      ]);
      const found = bookingsIn({ hours, links: linksByStart([...earlier, ...links]) });
      return found.filter((booking) => overlap(booking, interval));
    },
    move: async (before, after, namesake) => {
      if (sameHold(before, after)) return [];
      const writesOf = async (change: Change): Promise<Write[]> => {
        const { resource, old, wanted } = change;
        const calendar = await read(change);
        const rest = old ? released(calendar, old) : calendar;
        if (!wanted) return stored.write(resource, calendar, rest);
        const next = held(rest, wanted);
        if (!next) throw refusal(calendar, wanted, namesake);
        return stored.write(resource, calendar, next);
      };
      return (await Promise.all(changesOf(before, after).map(writesOf))).flat();
    },
  };
};
