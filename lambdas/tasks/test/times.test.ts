import { assertProperty } from '@frontdesk/testkit/assert-property';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { reservation, type TasksApi, tasksApi, unlimited } from './support';

let store: TestTables;
let api: TasksApi;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables, unlimited);
});
afterAll(() => store.close());

const HOUR_MS = 3_600_000;
const FIRST = Date.parse('1000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
const iso = (time: number): string => new Date(time).toISOString();

const errorsOf = ({ body }: { body: { errors?: { location: string; message: string }[] } }): string[] =>
  (body.errors ?? []).map(({ location, message }) => `${location} ${message}`);

describe('a reservation in any year of four digits', () => {
  test.each([
    ['1969', '1969-07-20T20:17:40.000Z', '1969-07-21T17:54:00.000Z'],
    ['over the beginning of 1970', '1969-12-31T23:30:00.000Z', '1970-01-01T00:30:00.000Z'],
    ['the first', '1000-01-01T00:00:00.000Z', '1000-01-01T02:00:00.000Z'],
    ['the last', '9999-12-31T22:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  ])('is made, moved, found busy and freed: %s', async (name, from, to) => {
    const resource = `in ${name}`;
    const made = await api('POST /tasks', { body: reservation(from, to, { resource, name: 'made' }) });
    expect(made).toMatchObject({ status: 201, body: { starts_at: from, ends_at: to } });
    const again = await api('POST /tasks', { body: reservation(from, to, { resource }) });
    expect(again).toMatchObject({ status: 409, body: { code: 'slot_taken', conflicts: [{ name: 'made' }] } });
    const free = await api('GET /tasks/availability', { query: { resource, from, to } });
    expect(free.body).toMatchObject({ free: [], busy: [{ name: 'made', starts_at: from, ends_at: to }] });

    const today = reservation('2026-01-16T09:00:00.000Z', '2026-01-16T10:00:00.000Z', { resource });
    const { kind: _, ...there } = today;
    expect((await api('PATCH /tasks/made', { body: there })).status).toBe(200);
    const { kind: __, ...back } = reservation(from, to, { resource });
    expect((await api('PATCH /tasks/made', { body: back })).body).toMatchObject({ starts_at: from, ends_at: to });
    expect((await api('DELETE /tasks/made')).status).toBe(204);
    expect((await api('POST /tasks', { body: reservation(from, to, { resource }) })).status).toBe(201);
  });

  test('holds its own time and no other, wherever it lies', async () => {
    let serial = 0;
    await assertProperty(
      fc.asyncProperty(
        fc.integer({ min: FIRST / HOUR_MS, max: Math.floor(LAST / HOUR_MS) - 4 }),
        fc.integer({ min: 0, max: HOUR_MS - 1 }),
        async (hour, millisecond) => {
          serial += 1;
          const resource = `room ${serial}`;
          const from = hour * HOUR_MS + millisecond;
          const book = async (start: number, end: number) =>
            (await api('POST /tasks', { body: reservation(iso(start), iso(end), { resource }) })).status;
          expect(await book(from, from + HOUR_MS)).toBe(201);
          expect(await book(from + HOUR_MS - 1, from + HOUR_MS + 1)).toBe(409);
          expect(await book(from + HOUR_MS, from + 2 * HOUR_MS)).toBe(201);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a time', () => {
  test.each([
    ['a day that is none', '2027-02-29T09:00:00Z', 'must be an ISO 8601 time with Z or an offset'],
    ['an hour that is none', '2027-02-28T24:00:00Z', 'must be an ISO 8601 time with Z or an offset'],
    ['a year that an offset takes beyond 9999', '9999-12-31T23:59:59-14:00', 'must be in a year of four digits'],
    ['a year that an offset takes before 0', '0000-01-01T00:00:00+14:00', 'must be in a year of four digits'],
    ['a year of three digits', '0999-12-31T23:59:59Z', 'must be in a year of four digits'],
    ['no text', 5, 'must be an ISO 8601 time with Z or an offset'],
  ])('with %s gets only that fault: nothing is said about how it fits other fields', async (_name, wrong, message) => {
    const right = '2026-01-16T09:00:00Z';
    for (const [field, other] of [
      ['starts_at', 'ends_at'],
      ['ends_at', 'starts_at'],
    ] as const) {
      const times = { [field]: wrong, [other]: right };
      const sent = [
        api('POST /tasks', { body: { kind: 'reservation', resource: 'chair-1', ...times } }),
        api('PUT /tasks/any', { body: { kind: 'reservation', resource: 'chair-1', ...times } }),
        api('PATCH /tasks/any', { body: times }),
      ];
      for (const answer of await Promise.all(sent)) {
        expect([answer.status, errorsOf(answer)]).toEqual([400, [`body.${field} ${message}`]]);
      }
    }
  });

  test('in a query that is wrong gets only that fault', async () => {
    for (const wrong of [{ from: '2027-02-29T00:00:00Z' }, { to: '2027-02-29T00:00:00Z' }]) {
      const query = { from: '2027-03-02T00:00:00Z', to: '2027-03-01T00:00:00Z', ...wrong };
      const answers = [
        await api('GET /tasks', { query }),
        await api('GET /tasks/availability', { query: { ...query, resource: 'chair-1' } }),
      ];
      const [field] = Object.keys(wrong);
      for (const answer of answers) {
        expect(errorsOf(answer)).toEqual([`query.${field} must be an ISO 8601 time with Z or an offset`]);
      }
    }
  });
});

describe('text that nobody can see', () => {
  const blank = '\u200b\u0007 \u3164';

  test.each([
    ['its notes', { notes: blank }, 'body.notes'],
    ['its resource', { resource: blank }, 'body.resource'],
    ["its customer's name", { customer: { name: blank } }, 'body.customer.name'],
    ["its customer's contact", { customer: { contact: blank } }, 'body.customer.contact'],
  ])('is refused as %s, when it is made and when it is changed', async (_name, over, location) => {
    await api('POST /tasks', { body: { kind: 'task', name: 'seen', notes: 'Call back' } });
    for (const answer of [
      await api('POST /tasks', { body: { kind: 'task', ...over } }),
      await api('PUT /tasks/seen', { body: { kind: 'task', ...over } }),
      await api('PATCH /tasks/seen', { body: over }),
    ]) {
      expect([answer.status, errorsOf(answer)]).toEqual([400, [`${location} must contain visible text`]]);
    }
  });

  test('that an older task contains does not prevent changes to its other fields', async () => {
    const { tasks, commit } = store.tables.forTenant('acme-dental');
    const at = '2026-01-15T09:00:00.000Z';
    const old = { name: 'old', kind: 'task', status: 'open', notes: blank, version: 1 } as const;
    await commit(await tasks.change(undefined, { ...old, created_at: at, updated_at: at }));
    expect((await api('PATCH /tasks/old', { body: { status: 'done' } })).body).toMatchObject({ status: 'done' });
  });
});
