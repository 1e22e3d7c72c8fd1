import { isoTime, systemClock } from '@frontdesk/core/time';
import type { Tables } from '@frontdesk/tables';
import { staffEvent } from '../staff-event';
import type { Field } from './field';
import type { Growth } from './growth-table';
import { repeated } from './repeated';

const SIZES = [10, 100, 1_000] as const;
const TENANT = 'growth-bookings';
const DAY = Date.UTC(2031, 2, 5);
const DAY_MS = 86_400_000;
/** Short enough for a thousand of them, and a little room after each, in a day. */
const BOOKED_MS = 60_000;
const ROOM_MS = 20_000;

const resourceOf = (size: number): string => `chair-of-${size}`;
/** When the bookings of a full day begin, spread evenly. */
const beginning = (size: number, number: number): number => DAY + number * Math.floor(DAY_MS / size);

/** One after the other: each changes the same day. */
const seedDay = async (tables: Tables, size: number): Promise<void> => {
  const { tasks, commit } = tables.forTenant(TENANT);
  const now = isoTime(systemClock.now());
  for (let number = 0; number < size; number++) {
    const from = beginning(size, number);
    const task = {
      name: `booking-${size}-${number}`,
      kind: 'reservation',
      status: 'open',
      resource: resourceOf(size),
      starts_at: isoTime(from),
      ends_at: isoTime(from + BOOKED_MS),
      ...{ version: 1, created_at: now, updated_at: now },
    } as const;
    await commit(await tasks.change(undefined, task));
  }
};

/** What one more booking costs on a day that has many. */
export const bookingGrowth = async (field: Field): Promise<Growth[]> => {
  await Promise.all(SIZES.map((size) => seedDay(field.tables, size)));
  const sizes = await repeated(field, field.instance('tasks'), SIZES, (size, round) => {
    // Each in the room after another booking.
    const from = beginning(size, round) + BOOKED_MS;
    const body = {
      kind: 'reservation',
      resource: resourceOf(size),
      starts_at: isoTime(from),
      ends_at: isoTime(from + ROOM_MS),
    };
    return staffEvent('POST /tasks', TENANT, field.webClientId, { body });
  });
  return [{ title: 'One more reservation of a resource: POST /tasks', of: 'bookings that day', sizes }];
};
