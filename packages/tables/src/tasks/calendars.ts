import type { Input } from '@frontdesk/aws/dynamodb';
import type { Interval } from '@frontdesk/tenant';
import { Contention } from '../access/contention';
import { queryAll } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { tasksTable } from '../definitions/tasks';
import { dayKey, dayUpdate, hoursIn, linkIn, linkKey, linkWrite } from './calendar-items';
import { type Calendar, type Hour, hourOf, hoursOf, type Link } from './hours';

/** The calendars of a tenant's resources: items of `-tasks`, in the tenant's own partition. All reads are consistent. */
export interface Calendars {
  /** The hours that an interval touches. */
  hours(resource: string, interval: Interval): Promise<ReadonlyMap<number, Hour>>;
  /** The links that start in an interval, in order. */
  links(resource: string, interval: Interval): Promise<Link[]>;
  /** The last links that start in an interval, the latest first. */
  lastLinks(resource: string, interval: Interval, most: number): Promise<Link[]>;
  /** The writes that make one part of a calendar into another. Refused with a `Contention` if it is not as it was read. */
  write(resource: string, read: Calendar, next: Calendar): Write[];
}

const changed = (): Contention => new Contention();

/** What differs between two maps of values that are never changed in place. */
const differing = <V>(read: ReadonlyMap<number, V>, next: ReadonlyMap<number, V>): number[] =>
  [...new Set([...read.keys(), ...next.keys()])].filter((key) => read.get(key) !== next.get(key));

export const calendars = ({ tenant, client, table }: Partition): Calendars => {
  const TableName = table(tasksTable.name);
  const keyOf = (name: string) => ({ client_id: tenant, name });
  const between = (first: string, last: string): Input<'Query'> => ({
    TableName,
    KeyConditionExpression: 'client_id = :tenant AND #name BETWEEN :first AND :last',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':tenant': tenant, ':first': first, ':last': last },
    ConsistentRead: true,
  });
  const linksBetween = (resource: string, { from, to }: Interval): Input<'Query'> =>
    between(linkKey(resource, from), linkKey(resource, to - 1));

  return {
    hours: async (resource, interval) => {
      const found = new Map<number, Hour>();
      const touched = new Set(hoursOf(interval));
      const query = between(dayKey(resource, hourOf(interval.from)), dayKey(resource, hourOf(interval.to - 1)));
      for await (const item of queryAll(client, query)) {
        for (const [number, hour] of hoursIn(item)) if (touched.has(number)) found.set(number, hour);
      }
      return found;
    },
    links: async (resource, interval) => {
      const found: Link[] = [];
      for await (const item of queryAll(client, linksBetween(resource, interval))) found.push(linkIn(item));
      return found;
    },
    lastLinks: async (resource, interval, most) => {
      const query = { ...linksBetween(resource, interval), ScanIndexForward: false, Limit: most };
      const { Items = [] } = await client.send('Query', query);
      return Items.map(linkIn);
    },
    write: (resource, read, next) => {
      const hours = differing(read.hours, next.hours).map((hour) => ({
        hour,
        read: read.hours.get(hour),
        next: next.hours.get(hour),
      }));
      // One update a day: a transaction takes each item once.
      const updates = [...new Set(hours.map(({ hour }) => dayKey(resource, hour)))].map((key) => ({
        item: {
          Update: {
            TableName,
            Key: keyOf(key),
            ...dayUpdate(hours.filter(({ hour }) => dayKey(resource, hour) === key)),
          },
        },
        refused: changed,
      }));
      const links = differing(read.links, next.links).map((from) => ({
        item: linkWrite({ TableName, Key: keyOf(linkKey(resource, from)) }, read.links.get(from), next.links.get(from)),
        refused: changed,
      }));
      return [...updates, ...links];
    },
  };
};
