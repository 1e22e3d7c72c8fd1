import { randomUUID } from 'node:crypto';
import { isoTime } from '@frontdesk/core/clock';
import { KEY_SEPARATOR } from '@frontdesk/core/tenant/tenant-id';
import type { Interval } from '@frontdesk/core/time/interval';
import { Contention } from '../access/contention';
import { queryAll } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { tasksTable } from '../definitions/tasks';
import type { Booking } from './booking';

const DAY_MS = 86_400_000;

/** One resource's bookings that touch one UTC day, each with its whole time. */
export interface CalendarDay {
  /** The day's number, counted from 1970-01-01. */
  readonly day: number;
  readonly bookings: readonly Booking[];
  /** Changes with every write and never comes again; absent if the item is. */
  readonly revision?: string;
}

/** The UTC days that an interval touches. */
export const daysOf = ({ from, to }: Interval): number[] => {
  const first = Math.floor(from / DAY_MS);
  const last = Math.floor((to - 1) / DAY_MS);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};

/** Sorts before every task: no task's name contains the separator. */
const dayKey = (resource: string, day: number): string =>
  [KEY_SEPARATOR, resource, KEY_SEPARATOR, isoTime(day * DAY_MS).slice(0, 10)].join('');

const dayOfKey = (key: string): number => Date.parse(key.slice(key.lastIndexOf(KEY_SEPARATOR) + 1)) / DAY_MS;

/** The calendars of a tenant's resources: items of `-tasks`, in the tenant's own partition. */
export interface Calendar {
  /** The days of an interval, read consistently; a day without an item has no bookings. */
  read(resource: string, interval: Interval): Promise<CalendarDay[]>;
  /** Makes `bookings` the day's. Refused with `Contention` if the day is not as it was read. */
  write(resource: string, read: CalendarDay, bookings: readonly Booking[]): Write;
}

export const calendar = ({ tenant, client, table }: Partition): Calendar => {
  const TableName = table(tasksTable.name);
  const keyOf = (resource: string, day: number) => ({ client_id: tenant, name: dayKey(resource, day) });

  return {
    read: async (resource, interval) => {
      const days = daysOf(interval);
      const found = new Map<number, CalendarDay>();
      const items = queryAll(client, {
        TableName,
        KeyConditionExpression: 'client_id = :tenant AND #name BETWEEN :first AND :last',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: {
          ':tenant': tenant,
          ':first': dayKey(resource, days[0] ?? 0),
          ':last': dayKey(resource, days.at(-1) ?? 0),
        },
        ConsistentRead: true,
      });
      for await (const { name, revision, bookings } of items) {
        const day = dayOfKey(String(name));
        found.set(day, { day, revision: String(revision), bookings: bookings as Booking[] });
      }
      return days.map((day) => found.get(day) ?? { day, bookings: [] });
    },
    write: (resource, { day, revision }, bookings) => {
      const unchanged =
        revision === undefined
          ? { ConditionExpression: 'attribute_not_exists(client_id)' }
          : { ConditionExpression: 'revision = :read', ExpressionAttributeValues: { ':read': revision } };
      const Key = keyOf(resource, day);
      return {
        item:
          bookings.length === 0
            ? { Delete: { TableName, Key, ...unchanged } }
            : { Put: { TableName, Item: { ...Key, revision: randomUUID(), bookings }, ...unchanged } },
        refused: () => new Contention(),
      };
    },
  };
};
