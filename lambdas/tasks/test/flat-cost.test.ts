import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { countUnits } from '@frontdesk/testkit/units';
import { at, reservation, type TasksApi, tasksApi, unlimited } from './support';

const DAY_MINUTES = 24 * 60;

let store: TestTables;
let api: TasksApi;
const units = countUnits();
beforeAll(async () => {
  store = await startTestTables();
  store.around(units.around);
  api = tasksApi(store, store.tables, unlimited);
});
afterAll(() => store.close());

/** Books a whole day but its last minutes, in equal parts. */
const fill = async (resource: string, bookings: number): Promise<void> => {
  const minutes = (DAY_MINUTES - 60) / bookings;
  const start = Date.parse(at(0));
  const instant = (i: number): string => new Date(start + i * minutes * 60_000).toISOString();
  for (let i = 0; i < bookings; i += 1) {
    const body = reservation(instant(i), instant(i + 1), { resource });
    expect((await api('POST /tasks', { body })).status).toBe(201);
  }
};

/** What each of a few requests costs on a day that has so many bookings. */
const costs = async (bookings: number): Promise<Record<string, number>> => {
  const resource = `room with ${bookings}`;
  const name = `one-${bookings}`;
  await fill(resource, bookings);
  const ask = async (target: string, status: number, body?: object): Promise<number> => {
    let answered = 0;
    const cost = await units.during(async () => {
      answered = (await api(target, { body })).status;
    });
    expect({ target, answered }).toEqual({ target, answered: status });
    return cost;
  };
  const times = (from: string, to: string) => ({ starts_at: from, ends_at: to });
  return {
    booking: await ask('POST /tasks', 201, { ...reservation(at(23, 10), at(23, 20), { resource }), name }),
    refusal: await ask('POST /tasks', 409, reservation(at(4, 10), at(4, 15), { resource })),
    move: await ask(`PATCH /tasks/${name}`, 200, times(at(23, 30), at(23, 40))),
    'move by a minute': await ask(`PATCH /tasks/${name}`, 200, times(at(23, 31), at(23, 41))),
    cancellation: await ask(`PATCH /tasks/${name}`, 200, { status: 'cancelled' }),
  };
};

test('what a booking, a refusal, a move and a cancellation cost does not depend on how many bookings their day has', async () => {
  expect(await costs(184)).toEqual(await costs(46));
}, 120_000);
