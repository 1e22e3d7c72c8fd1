import { overlap } from '@frontdesk/tenant';
import { TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';

/** A stretch of a resource's time that a reservation holds. */
export interface Held {
  readonly name: string;
  readonly resource: string;
  readonly from: number;
  readonly to: number;
}

/** Everything in a tenant's partition of `-tasks`, read as it is stored. */
const itemsOf = async ({ client }: TestTables, tenant: string): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send('Query', {
      TableName: `${TEST_PREFIX}-tasks`,
      KeyConditionExpression: 'client_id = :tenant',
      ExpressionAttributeValues: { ':tenant': tenant },
      ConsistentRead: true,
      ExclusiveStartKey: start,
    });
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
};

const HOUR_MS = 3_600_000;

/** `name@resource from-to at hour`: what a booking leaves in each hour of its resource's calendar. */
const traceOf = ({ name, resource, from, to }: Held, hour: number): string =>
  `${name}@${resource} ${from}-${to} at ${hour}`;

export interface Stored {
  /** What the reservations say they hold. */
  readonly held: readonly Held[];
  /** What the calendars should hold because of that, and what they really hold. */
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

type Item = Readonly<Record<string, unknown>>;

const partsOf = ({ name }: Item): string[] => String(name).split('#');

/** What one hour holds, whichever layout it has. Links that are followed are taken out of `links`. */
const bookingsOf = (resource: string, hour: unknown, links: Map<string, Item>): Held[] => {
  if (Array.isArray(hour)) return hour as Held[];
  const { runs_in, first } = hour as { runs_in?: Held; first?: number };
  const found = runs_in ? [runs_in] : [];
  for (let start = first; start !== undefined; ) {
    const key = `#${resource}##${new Date(start).toISOString()}`;
    const link = links.get(key);
    links.delete(key);
    found.push({ resource, from: start, name: String(link?.booked_by), to: Number(link?.ends) });
    start = link?.next_starts as number | undefined;
  }
  return found;
};

export const stored = async (store: TestTables, tenant: string): Promise<Stored> => {
  const items = await itemsOf(store, tenant);
  const held = items
    .filter((item) => partsOf(item).length === 1 && item.kind === 'reservation' && item.status !== 'cancelled')
    .map(({ name, resource, starts_at, ends_at }) => ({
      name: String(name),
      resource: String(resource),
      from: Date.parse(String(starts_at)),
      to: Date.parse(String(ends_at)),
    }));
  const expected = held.flatMap((each) => {
    const first = Math.floor(each.from / HOUR_MS);
    const last = Math.ceil(each.to / HOUR_MS);
    return Array.from({ length: last - first }, (_, i) => traceOf(each, first + i));
  });
  const links = new Map(items.filter((item) => partsOf(item).length === 4).map((item) => [String(item.name), item]));
  const days = items.filter((item) => partsOf(item).length === 3);
  const found = days.flatMap(({ name: key, client_id: _, ...hours }) => {
    const [, resource = '', day = ''] = String(key).split('#');
    return Object.entries(hours).flatMap(([attribute, hour]) => {
      const number = Date.parse(day) / HOUR_MS + Number(attribute.slice(1));
      return bookingsOf(resource, hour, links).map((booking) => traceOf({ ...booking, resource }, number));
    });
  });
  const lost = [...links.keys()].map((key) => `nothing leads to ${key}`);
  return { held, expected: expected.sort(), found: [...found, ...lost].sort() };
};

/** Pairs of reservations that hold the same time of one resource. There must never be one. */
export const overlapping = (held: readonly Held[]): string[] =>
  held.flatMap((a, i) =>
    held
      .slice(i + 1)
      .filter((b) => a.resource === b.resource && overlap(a, b))
      .map((b) => `${a.name} and ${b.name}`),
  );

/** Stores a reservation as versions did that listed all bookings in their hours. */
export const bookAsBefore = async ({ client }: TestTables, tenant: string, held: Held): Promise<void> => {
  const { name, resource, from, to } = held;
  const TableName = `${TEST_PREFIX}-tasks`;
  const time = '2026-01-15T09:00:00.000Z';
  const [starts_at, ends_at] = [from, to].map((ms) => new Date(ms).toISOString());
  const stamp = { version: 1, created_at: time, updated_at: time };
  const task = { name, kind: 'reservation', status: 'confirmed', resource, starts_at, ends_at, ...stamp };
  await client.send('PutItem', { TableName, Item: { client_id: tenant, ...task } });
  for (let hour = Math.floor(from / HOUR_MS); hour * HOUR_MS < to; hour += 1) {
    const [day, number] = new Date(hour * HOUR_MS).toISOString().split('T');
    const attribute = `h${number?.slice(0, 2)}`;
    await client.send('UpdateItem', {
      TableName,
      Key: { client_id: tenant, name: `#${resource}#${day}` },
      UpdateExpression: `SET ${attribute} = list_append(if_not_exists(${attribute}, :none), :booking)`,
      ExpressionAttributeValues: { ':none': [], ':booking': [{ name, from, to }] },
    });
  }
};
