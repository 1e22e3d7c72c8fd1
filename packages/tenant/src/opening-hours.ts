import { type Interval, merged, within } from './interval';
import type { TenantSettings } from './settings';
import { type WallClock, type WallTime, wallClock } from './wall-clock';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** In the order of `Date.prototype.getUTCDay`. */
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** `09:30` as milliseconds from midnight on the wall clock. */
const timeOfDay = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
};

/**
 * The wall-clock midnights of the days whose hours an interval may touch, with one more day at either end for zones that
 * turn the clock back over midnight.
 */
const daysOf = (clock: WallClock, { from, to }: Interval): WallTime[] => {
  const first = Math.floor(clock.at(from) / DAY_MS) - 1;
  const last = Math.floor(clock.at(to - 1) / DAY_MS) + 1;
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * DAY_MS);
};

/**
 * When a tenant is open within `bounds`. It opens and closes when its wall clock first shows the time, so hours that span
 * the beginning or end of summer time are an hour shorter or longer, and no others are.
 */
export const openIntervals = (
  { opening_hours: hours, time_zone }: Pick<TenantSettings, 'opening_hours' | 'time_zone'>,
  bounds: Interval,
): Interval[] => {
  if (hours === null) return [bounds];
  const clock = wallClock(time_zone);
  const open = daysOf(clock, bounds).flatMap((midnight) => {
    const weekday = WEEKDAYS[new Date(midnight).getUTCDay()] ?? 'sun';
    return (hours[weekday] ?? []).map(({ from, to }) => ({
      from: clock.firstAt(midnight + timeOfDay(from)),
      to: clock.firstAt(midnight + timeOfDay(to)),
    }));
  });
  return merged(within(bounds, open));
};
