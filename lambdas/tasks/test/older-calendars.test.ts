import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { bookAsBefore, overlapping, stored } from './history';
import { at, reservation, type TasksApi, tasksApi } from './support';

let store: TestTables;
let api: TasksApi;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables);
});
afterAll(() => store.close());

let tenants = 0;
/** A tenant for whom an older version booked a chair from half past nine to a quarter past eleven. */
const withOlder = async (): Promise<string> => {
  tenants += 1;
  const tenant = `older-${tenants}`;
  const times = { from: Date.parse(at(9, 30)), to: Date.parse(at(11, 15)) };
  await bookAsBefore(store, tenant, { name: 'older', resource: 'chair-1', ...times });
  return tenant;
};

const isConsistent = async (tenant: string): Promise<void> => {
  const { held, expected, found } = await stored(store, tenant);
  expect(overlapping(held)).toEqual([]);
  expect(found).toEqual(expected);
};

describe('what an older version booked', () => {
  test.each([
    ['its beginning', at(9), at(9, 31)],
    ['its midst', at(10, 10), at(10, 20)],
    ['its end', at(11, 14), at(12)],
    ['all of it', at(8), at(13)],
  ])('is in the way of a booking over %s', async (_name, from, to) => {
    const tenant = await withOlder();
    expect(await api('POST /tasks', { tenant, body: reservation(from, to) })).toMatchObject({
      status: 409,
      body: { code: 'slot_taken', conflicts: [{ name: 'older', starts_at: at(9, 30), ends_at: at(11, 15) }] },
    });
  });

  test('is not in the way of those beside it, which share its hours', async () => {
    const tenant = await withOlder();
    for (const [from, to] of [
      [at(9), at(9, 30)],
      [at(11, 15), at(11, 20)],
      [at(11, 20), at(14)],
    ] as const) {
      expect((await api('POST /tasks', { tenant, body: reservation(from, to) })).status).toBe(201);
    }
    const query = { resource: 'chair-1', from: at(8), to: at(15) };
    const { body } = await api('GET /tasks/availability', { tenant, query });
    expect(body.busy.map(({ starts_at }: { starts_at: string }) => starts_at)).toEqual([
      at(9),
      at(9, 30),
      at(11, 15),
      at(11, 20),
    ]);
    await isConsistent(tenant);
  });

  test('moves, is cancelled and deleted like any other, and its time is free then', async () => {
    for (const [method, body] of [
      ['PATCH', { starts_at: at(16), ends_at: at(18) }],
      ['PATCH', { status: 'cancelled' }],
      ['DELETE', undefined],
    ] as const) {
      const tenant = await withOlder();
      expect((await api(`${method} /tasks/older`, { tenant, body })).status).toBeLessThan(300);
      const again = reservation(at(9, 30), at(11, 15));
      expect((await api('POST /tasks', { tenant, body: again })).status).toBe(201);
      await isConsistent(tenant);
    }
  });
});

test('an older version that read an hour before it was booked, or reads it afterwards, cannot book it', async () => {
  const tenant = 'beside';
  await api('POST /tasks', { tenant, body: reservation(at(9, 30), at(11, 15)) });
  // What it would commit: each hour of its booking as it read it, a list of nothing.
  for (const hour of ['h09', 'h10', 'h11']) {
    const update = store.client.send('UpdateItem', {
      TableName: `${TEST_PREFIX}-tasks`,
      Key: { client_id: tenant, name: '#chair-1#2026-01-16' },
      UpdateExpression: `SET ${hour} = :bookings`,
      ConditionExpression: `attribute_not_exists(${hour}) OR attribute_type(${hour}, :list)`,
      ExpressionAttributeValues: { ':bookings': [{ name: 'older', from: 0, to: 1 }], ':list': 'L' },
    });
    await expect(update).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  }
});

test('a reservation of 31 days moves to another 31 days in one transaction', async () => {
  const tenant = 'long';
  const days = (day: number, month: string) => `2026-${month}-${String(day).padStart(2, '0')}T12:30:00.000Z`;
  const body = { ...reservation(days(1, '03'), days(1, '04')), name: 'stay' };
  expect((await api('POST /tasks', { tenant, body, headers: { 'idempotency-key': 'stay' } })).status).toBe(201);
  const later = { starts_at: days(2, '05'), ends_at: days(2, '06') };
  expect((await api('PATCH /tasks/stay', { tenant, body: later })).status).toBe(200);
  await isConsistent(tenant);
});
