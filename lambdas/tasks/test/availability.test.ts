import { tenantSettings } from '@frontdesk/tenant';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { at, reservation, type TasksApi, tasksApi } from './support';

let store: TestTables;
let api: TasksApi;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables);
});
afterAll(() => store.close());

const opens = async (tenant: string, settings: object): Promise<void> => {
  const { prompts, commit } = store.tables.forTenant(tenant);
  await commit([prompts.putSettings(tenantSettings.parse(settings))]);
};
const ask = async (tenant: string, from: string, to: string, resource = 'chair-1') => {
  const { status, body } = await api('GET /tasks/availability', { tenant, query: { resource, from, to } });
  if (status !== 200) return body;
  const short = (parts: readonly { starts_at: string; ends_at: string }[]) =>
    parts.map(({ starts_at, ends_at }) => `${starts_at} ${ends_at}`);
  return { ...body, free: short(body.free), busy: short(body.busy) };
};
const book = async (tenant: string, from: string, to: string, over: object = {}) =>
  (await api('POST /tasks', { tenant, body: reservation(from, to, over) })).body;

test('a time is free if it is open and not reserved', async () => {
  await opens('dentist', {
    time_zone: 'Europe/Berlin',
    opening_hours: {
      fri: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '18:00' },
      ],
    },
  });
  await book('dentist', at(9), at(9, 30));
  await book('dentist', at(9, 30), at(10));
  await book('dentist', at(10, 30), at(13), { name: 'over-lunch' });
  await book('dentist', at(14), at(15), { resource: 'chair-2' });
  const cancelled = await book('dentist', at(15), at(16));
  await api(`PATCH /tasks/${cancelled.name}`, { tenant: 'dentist', body: { status: 'cancelled' } });
  expect(await ask('dentist', at(0), at(0, 0, 17))).toEqual({
    resource: 'chair-1',
    time_zone: 'Europe/Berlin',
    free: [`${at(8)} ${at(9)}`, `${at(10)} ${at(10, 30)}`, `${at(13)} ${at(17)}`],
    busy: [`${at(9)} ${at(9, 30)}`, `${at(9, 30)} ${at(10)}`, `${at(10, 30)} ${at(13)}`],
  });
});

test('a reservation is shown as busy within the requested time, however long it is', async () => {
  await book('hotel', '2026-01-10T15:00:00Z', '2026-01-30T10:00:00Z');
  expect(await ask('hotel', at(9), at(12))).toMatchObject({ free: [], busy: [`${at(9)} ${at(12)}`] });
  expect(await ask('hotel', '2026-01-30T09:00:00Z', '2026-01-30T12:00:00Z')).toMatchObject({
    free: ['2026-01-30T10:00:00.000Z 2026-01-30T12:00:00.000Z'],
  });
});

test('on the days on which summer time begins and ends, the hours follow the wall clock', async () => {
  await opens('bar', { time_zone: 'America/New_York', opening_hours: { sun: [{ from: '00:00', to: '04:00' }] } });
  expect((await ask('bar', '2026-03-08T00:00:00Z', '2026-03-09T00:00:00Z')).free).toEqual([
    '2026-03-08T05:00:00.000Z 2026-03-08T08:00:00.000Z',
  ]);
  expect((await ask('bar', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')).free).toEqual([
    '2026-11-01T04:00:00.000Z 2026-11-01T09:00:00.000Z',
  ]);
});

test('a time that is shown as free can be reserved, and is not free afterwards', async () => {
  const { free } = await ask('booker', at(9), at(10));
  const [from = '', to = ''] = free[0].split(' ');
  expect((await book('booker', from, to)).code).toBeUndefined();
  expect((await ask('booker', at(9), at(10))).free).toEqual([]);
});

test("another tenant's reservations do not show", async () => {
  await book('tenant-a', at(9), at(10));
  expect(await ask('tenant-b', at(9), at(10))).toMatchObject({ free: [`${at(9)} ${at(10)}`], busy: [] });
});

test.each([
  ['no resource', { from: at(9), to: at(10) }],
  ['no end', { resource: 'a', from: at(9) }],
  ['an end before its start', { resource: 'a', from: at(10), to: at(9) }],
  ['more than 31 days', { resource: 'a', from: at(9), to: '2026-02-16T09:00:00.001Z' }],
  ['a time that is none', { resource: 'a', from: 'tomorrow', to: at(9) }],
  ['a # in its resource', { resource: 'a#b', from: at(9), to: at(10) }],
  ['an unknown field', { resource: 'a', from: at(9), to: at(10), limit: '3' }],
])('400 for a question with %s', async (_name, query) => {
  expect(await api('GET /tasks/availability', { query })).toMatchObject({
    status: 400,
    body: { code: 'invalid_request' },
  });
});
