import type { Problem } from '@frontdesk/core/errors';
import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { isoTime } from '@frontdesk/core/time';
import type { Interval } from '@frontdesk/tenant';
import { queryAll } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { tasksTable } from '../definitions/tasks';
import type { Booking } from './booking';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The bookings that touch each hour, by the hour's number counted from 1970. An hour that is missing has none. */
export type Hours = ReadonlyMap<number, readonly Booking[]>;

/** An hour's bookings as they were read, and as they are to be. */
export interface HourChange {
  readonly hour: number;
  readonly read: readonly Booking[];
  readonly bookings: readonly Booking[];
}

/**
 * The calendars of a tenant's resources: one item of `-tasks` for each resource and UTC day, in the tenant's own partition.
 * Its attributes are the hours, `h00` to `h23`, so bookings of different hours do not get in each other's way.
 */
export interface Calendar {
  /** Every booked hour of the days that an interval touches. Read consistently. */
  read(resource: string, interval: Interval): Promise<Hours>;
  /**
   * One write a day, refused if one of its hours is not as it was read.
   * @param refused the problem to answer then, by what the day's hours are.
   */
  write(resource: string, changes: readonly HourChange[], refused: (found: Hours) => Problem): Write[];
}

const numbered = ({ from, to }: Interval, lengthMs: number): number[] => {
  const first = Math.floor(from / lengthMs);
  const last = Math.floor((to - 1) / lengthMs);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};

/** The hours that an interval touches, in UTC. */
export const hoursOf = (interval: Interval): number[] => numbered(interval, HOUR_MS);

export const dayOf = (hour: number): number => Math.floor(hour / 24);

/** Sorts before every task, because no task's name contains the separator. */
const dayKey = (resource: string, day: number): string =>
  [KEY_SEPARATOR, resource, KEY_SEPARATOR, isoTime(day * DAY_MS).slice(0, 10)].join('');

const dayOfKey = (key: string): number => Date.parse(key.slice(key.lastIndexOf(KEY_SEPARATOR) + 1)) / DAY_MS;

const hoursIn = ({ client_id: _, name, ...booked }: Readonly<Record<string, unknown>>): Hours => {
  const firstHour = dayOfKey(String(name)) * 24;
  return new Map(
    Object.entries(booked).map(([hour, bookings]) => [firstHour + Number(hour.slice(1)), bookings as Booking[]]),
  );
};

/** Hours before 1970 are negative, and so are their remainders. */
const attribute = (hour: number): string => `h${String(hour - dayOf(hour) * 24).padStart(2, '0')}`;

const clause = (keyword: string, parts: readonly string[], separator: string): string =>
  parts.length === 0 ? '' : `${keyword} ${parts.join(separator)} `;

/** What was read is compared by value, which DynamoDB does for lists too, so no change can go unnoticed. */
const updateOf = (changes: readonly HourChange[]) => {
  const values: Record<string, unknown> = {};
  const [set, remove, conditions]: [string[], string[], string[]] = [[], [], []];
  for (const { hour, read, bookings } of changes) {
    const name = attribute(hour);
    if (read.length > 0) values[`:read_${name}`] = read;
    conditions.push(read.length > 0 ? `${name} = :read_${name}` : `attribute_not_exists(${name})`);
    if (bookings.length > 0) values[`:${name}`] = bookings;
    if (bookings.length > 0) set.push(`${name} = :${name}`);
    else remove.push(name);
  }
  return {
    UpdateExpression: clause('SET', set, ', ') + clause('REMOVE', remove, ', '),
    ConditionExpression: conditions.join(' AND '),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
};

export const calendar = ({ tenant, client, table }: Partition): Calendar => {
  const TableName = table(tasksTable.name);

  return {
    read: async (resource, interval) => {
      const days = numbered(interval, DAY_MS);
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
      const hours = new Map<number, readonly Booking[]>();
      for await (const item of items) for (const [hour, bookings] of hoursIn(item)) hours.set(hour, bookings);
      return hours;
    },
    write: (resource, changes, refused) =>
      [...new Set(changes.map(({ hour }) => dayOf(hour)))].map((day) => ({
        item: {
          Update: {
            TableName,
            Key: { client_id: tenant, name: dayKey(resource, day) },
            ...updateOf(changes.filter(({ hour }) => dayOf(hour) === day)),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        refused: (found) => refused(hoursIn(found)),
      })),
  };
};
