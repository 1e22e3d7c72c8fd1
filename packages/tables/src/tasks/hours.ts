import { type Interval, overlap } from '@frontdesk/tenant';
import { Contention } from '../access/contention';
import type { Booking } from './booking';

const HOUR_MS = 3_600_000;

/**
 * A resource's hour, in UTC. Bookings do not overlap, so at most one runs into it from the hour before. Those that start in it
 * are a chain, each a link of its own: the hour leads to the first, and each link to the next.
 */
export interface ChainedHour {
  readonly runs_in?: Booking;
  /** Epoch milliseconds at which the first booking starts that starts in this hour. */
  readonly first?: number;
}

/** An hour as older versions stored it: all bookings that touch it. It stays one until it is empty. */
export type ListedHour = readonly Booking[];

export type Hour = ChainedHour | ListedHour;

/** A booking that starts in a chained hour. */
export interface Link extends Booking {
  /** When the next booking starts that starts in the same hour, if there is one. */
  readonly next?: number;
}

/** A part of a resource's calendar: as it was read, or as it is to be. */
export interface Calendar {
  /** By number, counted from 1970. An hour that is missing has no bookings. */
  readonly hours: ReadonlyMap<number, Hour>;
  /** By when they start. */
  readonly links: ReadonlyMap<number, Link>;
}

const isListed = (hour: Hour): hour is ListedHour => Array.isArray(hour);

export const hourOf = (time: number): number => Math.floor(time / HOUR_MS);

/** The hours that an interval touches. */
export const hoursOf = ({ from, to }: Interval): number[] => {
  const first = hourOf(from);
  return Array.from({ length: hourOf(to - 1) - first + 1 }, (_, i) => first + i);
};

/** The part of an interval that lies in the hour in which it starts. */
export const startingHour = ({ from, to }: Interval): Interval => {
  const hour = hourOf(from);
  return { from: hour * HOUR_MS, to: Math.min(to, (hour + 1) * HOUR_MS) };
};

/** The last link that starts in an interval. */
const lastIn = (links: Iterable<Link>, { from, to }: Interval): Link | undefined =>
  [...links].filter((link) => link.from >= from && link.from < to).sort((a, b) => b.from - a.from)[0];

/** The parts were read while somebody changed them, and do not fit together. */
const torn = (): Contention => new Contention();

const leadingTo = <T extends object>(from: T, field: keyof T & string, start: number | undefined): T => {
  const { [field]: _, ...rest } = from as Record<string, unknown>;
  return { ...rest, ...(start !== undefined && { [field]: start }) } as T;
};

/** What is to become of a part of a calendar. */
class Draft {
  readonly hours: Map<number, Hour>;
  readonly links: Map<number, Link>;

  constructor({ hours, links }: Calendar) {
    this.hours = new Map(hours);
    this.links = new Map(links);
  }

  /** What comes before a time in the chain of its hour now leads to another link, or to none. */
  lead(previous: Link | undefined, number: number, hour: ChainedHour, start: number | undefined): void {
    if (previous) this.links.set(previous.from, leadingTo(previous, 'next', start));
    else this.put(number, leadingTo(hour, 'first', start));
  }

  put(number: number, hour: Hour): void {
    const isEmpty = isListed(hour) ? hour.length === 0 : hour.first === undefined && !hour.runs_in;
    if (isEmpty) this.hours.delete(number);
    else this.hours.set(number, hour);
  }
}

const unlink = (draft: Draft, number: number, hour: ChainedHour, booking: Booking): void => {
  const link = draft.links.get(booking.from);
  if (link?.name !== booking.name) return;
  const previous = lastIn(draft.links.values(), { ...startingHour(booking), to: booking.from });
  if ((previous ? previous.next : hour.first) !== booking.from) throw torn();
  draft.links.delete(booking.from);
  draft.lead(previous, number, hour, link.next);
};

/**
 * The calendar without a booking, wherever its hours have it.
 * @param read with the booking's hours, its link, and the one before it in its hour.
 */
export const released = (read: Calendar, booking: Booking): Calendar => {
  const draft = new Draft(read);
  for (const number of hoursOf(booking)) {
    const hour = draft.hours.get(number) ?? {};
    if (isListed(hour)) {
      const others = hour.filter(({ name }) => name !== booking.name);
      if (others.length < hour.length) draft.put(number, others);
    } else if (number === hourOf(booking.from)) {
      unlink(draft, number, hour, booking);
    } else if (hour.runs_in?.name === booking.name) {
      const { runs_in: _, ...rest } = hour;
      draft.put(number, rest);
    }
  }
  return draft;
};

const link = (draft: Draft, number: number, hour: ChainedHour, booking: Booking): boolean => {
  const previous = lastIn(draft.links.values(), startingHour(booking));
  if (previous && previous.to > booking.from) return false;
  const next = previous ? previous.next : hour.first;
  if (next !== undefined && next < booking.to && hourOf(next) === number) {
    // The link that it leads to starts too early to have been left unread.
    throw torn();
  }
  draft.links.set(booking.from, leadingTo<Link>(booking, 'next', next));
  draft.lead(previous, number, hour, booking.from);
  return true;
};

/**
 * The calendar with a booking, if its time is free. The decision rests on nothing but the booking's hours and the one link
 * that is changed.
 * @param read with the booking's hours, and the last link that starts in its first hour and before its end.
 * @returns undefined if the time is taken.
 */
export const held = (read: Calendar, booking: Booking): Calendar | undefined => {
  const draft = new Draft(read);
  for (const number of hoursOf(booking)) {
    const hour = draft.hours.get(number) ?? {};
    if (isListed(hour)) {
      if (hour.some((other) => overlap(other, booking))) return undefined;
      draft.put(number, [...hour, booking]);
      continue;
    }
    if (hour.runs_in && overlap(hour.runs_in, booking)) return undefined;
    if (number === hourOf(booking.from)) {
      if (!link(draft, number, hour, booking)) return undefined;
    } else {
      if (hour.first !== undefined && hour.first < booking.to) return undefined;
      draft.put(number, { ...hour, runs_in: booking });
    }
  }
  return draft;
};

/** The bookings that a part of a calendar has, each once and in order. */
export const bookingsIn = ({ hours, links }: Calendar): Booking[] => {
  const inHours = [...hours.values()].flatMap((hour) => (isListed(hour) ? hour : (hour.runs_in ?? [])));
  const inLinks = [...links.values()].map(({ name, from, to }) => ({ name, from, to }));
  const byName = new Map([...inHours, ...inLinks].map((booking) => [booking.name, booking]));
  return [...byName.values()].sort((a, b) => a.from - b.from);
};
