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

export const stored = async (store: TestTables, tenant: string): Promise<Stored> => {
  const items = await itemsOf(store, tenant);
  const isDay = ({ name }: Record<string, unknown>): boolean => String(name).startsWith('#');
  const held = items
    .filter((item) => !isDay(item) && item.kind === 'reservation' && item.status !== 'cancelled')
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
  const found = items.filter(isDay).flatMap(({ name: key, client_id: _, ...hours }) => {
    const [, resource = '', day = ''] = String(key).split('#');
    return Object.entries(hours).flatMap(([hour, bookings]) =>
      (bookings as Held[]).map((booking) =>
        traceOf({ ...booking, resource }, Date.parse(day) / HOUR_MS + Number(hour.slice(1))),
      ),
    );
  });
  return { held, expected: expected.sort(), found: found.sort() };
};

/** Pairs of reservations that hold the same time of one resource. There must never be one. */
export const overlapping = (held: readonly Held[]): string[] =>
  held.flatMap((a, i) =>
    held
      .slice(i + 1)
      .filter((b) => a.resource === b.resource && overlap(a, b))
      .map((b) => `${a.name} and ${b.name}`),
  );
