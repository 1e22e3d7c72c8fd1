import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { isoTime } from '@frontdesk/core/time';
import type { TransactItem } from '../access/write';
import type { Hour, Link } from './hours';

const HOURS = 24;
const DAY_MS = HOURS * 3_600_000;

type Item = Readonly<Record<string, unknown>>;

const dayOf = (hour: number): number => Math.floor(hour / HOURS);

/** Sorts before every task, because no task's name contains the separator. */
const rangeOf = (resource: string): string => [KEY_SEPARATOR, resource, KEY_SEPARATOR].join('');

/** `#<resource>#<date>`: the item of a UTC day, whose attributes are its hours, `h00` to `h23`. */
export const dayKey = (resource: string, hour: number): string =>
  rangeOf(resource) + isoTime(dayOf(hour) * DAY_MS).slice(0, 10);

/** `#<resource>##<time>`: the item of a booking that starts then. */
export const linkKey = (resource: string, from: number): string => rangeOf(resource) + KEY_SEPARATOR + isoTime(from);

const timeIn = (key: unknown): number => Date.parse(String(key).slice(String(key).lastIndexOf(KEY_SEPARATOR) + 1));

/** Hours before 1970 are negative, and so are their remainders. */
const attribute = (hour: number): string => `h${String(hour - dayOf(hour) * HOURS).padStart(2, '0')}`;

/** The hours that a day's item has. */
export const hoursIn = ({ client_id: _, name, ...hours }: Item): [number, Hour][] => {
  const first = (timeIn(name) / DAY_MS) * HOURS;
  return Object.entries(hours).map(([hour, bookings]) => [first + Number(hour.slice(1)), bookings as Hour]);
};

export const linkIn = ({ name, booked_by, ends, next_starts }: Item): Link => ({
  name: String(booked_by),
  from: timeIn(name),
  to: Number(ends),
  ...(next_starts !== undefined && { next: Number(next_starts) }),
});

const attributesOf = ({ name, to, next }: Link): Record<string, unknown> => ({
  booked_by: name,
  ends: to,
  ...(next !== undefined && { next_starts: next }),
});

/** An hour's content as it was read, and as it is to be. */
export interface HourChange {
  readonly hour: number;
  readonly read: Hour | undefined;
  readonly next: Hour | undefined;
}

const clause = (keyword: string, parts: readonly string[], separator: string): string =>
  parts.length === 0 ? '' : `${keyword} ${parts.join(separator)} `;

/** Changes hours of one day, if they are as they were read: DynamoDB compares lists and maps by value. */
export const dayUpdate = (changes: readonly HourChange[]) => {
  const values: Record<string, unknown> = {};
  const [set, remove, conditions]: [string[], string[], string[]] = [[], [], []];
  for (const { hour, read, next } of changes) {
    const name = attribute(hour);
    if (read) values[`:read_${name}`] = read;
    conditions.push(read ? `${name} = :read_${name}` : `attribute_not_exists(${name})`);
    if (next) values[`:${name}`] = next;
    if (next) set.push(`${name} = :${name}`);
    else remove.push(name);
  }
  return {
    UpdateExpression: clause('SET', set, ', ') + clause('REMOVE', remove, ', '),
    ConditionExpression: conditions.join(' AND '),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
};

/** That a link is as it was read, or does not exist. */
const unchanged = (link: Link | undefined) => {
  if (!link) return { ConditionExpression: 'attribute_not_exists(client_id)' };
  const values = Object.entries(attributesOf(link));
  const last = link.next === undefined ? ['attribute_not_exists(next_starts)'] : [];
  return {
    ConditionExpression: [...values.map(([name]) => `${name} = :${name}`), ...last].join(' AND '),
    ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
  };
};

/** Makes, changes or deletes a link, if it is as it was read. */
export const linkWrite = (
  place: { readonly TableName: string; readonly Key: Item },
  read: Link | undefined,
  next: Link | undefined,
): TransactItem => {
  const { TableName, Key } = place;
  if (!next) return { Delete: { TableName, Key, ...unchanged(read) } };
  return { Put: { TableName, Item: { ...Key, ...attributesOf(next) }, ...unchanged(read) } };
};
