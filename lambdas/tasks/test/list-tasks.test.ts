import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { at, reservation, type TasksApi, tasksApi, unlimited } from './support';

let store: TestTables;
let api: TasksApi;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables, unlimited);
  for (let i = 0; i < 23; i += 1) {
    await api('POST /tasks', {
      body: reservation(at(i), at(i, 30), { name: `r${i}`, resource: `chair-${i % 2}` }),
    });
    await api('POST /tasks', { body: { kind: 'task', name: `t${i}`, ...(i % 2 && { starts_at: at(i, 15) }) } });
  }
});
afterAll(() => store.close());

/** All pages of a list, and how long each was. */
const all = async (query: Record<string, string>, tenant = 'acme-dental') => {
  const names: string[] = [];
  const sizes: number[] = [];
  let cursor: string | null = null;
  do {
    const { status, body } = await api('GET /tasks', {
      tenant,
      query: { ...query, ...(cursor !== null && { cursor }) },
    });
    expect(status).toBe(200);
    names.push(...body.tasks.map(({ name }: { name: string }) => name));
    sizes.push(body.tasks.length);
    cursor = body.next_cursor;
  } while (cursor !== null);
  return { names, sizes };
};
const every = Array.from({ length: 23 }, (_, i) => [`r${i}`, `t${i}`]).flat();

test.each([['1'], ['7'], ['45'], ['46'], ['100']])('every task, by name, in pages of %s', async (limit) => {
  const { names, sizes } = await all({ limit });
  expect(names).toEqual([...every].sort());
  for (const size of sizes) expect(size).toBeLessThanOrEqual(Number(limit));
  expect(sizes.at(-1)).toBeGreaterThan(0);
});

test.each([['1'], ['4'], ['100']])('the tasks that start within a time, in order, in pages of %s', async (limit) => {
  expect((await all({ from: at(3), to: at(6), limit })).names).toEqual(['r3', 't3', 'r4', 'r5', 't5']);
  expect((await all({ to: at(1, 16), limit })).names).toEqual(['r0', 'r1', 't1']);
  expect((await all({ from: at(22), limit })).names).toEqual(['r22']);
});

test.each([['1'], ['3'], ['100']])('the tasks that match a filter, in pages of %s', async (limit) => {
  expect((await all({ kind: 'task', limit })).names).toHaveLength(23);
  expect((await all({ resource: 'chair-1', from: at(0), limit })).names).toHaveLength(11);
  expect((await all({ status: 'cancelled', limit })).names).toEqual([]);
  expect((await all({ kind: 'reservation', status: 'confirmed', resource: 'chair-0', limit })).names).toHaveLength(12);
});

test('tasks that start at the same moment are all listed, whatever the page', async () => {
  const tenant = 'same-time';
  for (let i = 0; i < 9; i += 1) {
    await api('POST /tasks', { tenant, body: { kind: 'task', name: `n${i}`, starts_at: at(9) } });
  }
  for (const limit of ['1', '4', '9']) {
    expect((await all({ from: at(9), limit }, tenant)).names.sort()).toEqual(
      Array.from({ length: 9 }, (_, i) => `n${i}`),
    );
  }
});

describe('a cursor', () => {
  const cursorOf = async (query: Record<string, string>) =>
    (await api('GET /tasks', { query: { ...query, limit: '2' } })).body.next_cursor as string;
  const refused = { status: 400, body: { code: 'invalid_cursor' } };

  test.each([
    ['another tenant', { tenant: 'sakura-salon' }, {}],
    ['another filter', {}, { kind: 'task' }],
    ['another time', {}, { from: at(3) }],
  ])('of %s is refused', async (_name, over, query) => {
    const cursor = await cursorOf({});
    expect(await api('GET /tasks', { ...over, query: { ...query, cursor } })).toMatchObject(refused);
  });

  test('that somebody made up is refused', async () => {
    const real = JSON.parse(Buffer.from(await cursorOf({}), 'base64url').toString());
    for (const position of ['#chair-0#2026-01-16', '..', `${at(9)}#r1#`, '']) {
      const cursor = Buffer.from(JSON.stringify([real[0], position])).toString('base64url');
      expect(await api('GET /tasks', { query: { cursor } })).toMatchObject(refused);
    }
    const timed = JSON.parse(Buffer.from(await cursorOf({ from: at(3) }), 'base64url').toString());
    for (const position of [`${at(1)}#r1`, 'r1', `x#r1`]) {
      const cursor = Buffer.from(JSON.stringify([timed[0], position])).toString('base64url');
      expect(await api('GET /tasks', { query: { from: at(3), cursor } })).toMatchObject(refused);
    }
  });
});

test.each([
  ['an end before its start', { from: at(3), to: at(2) }],
  ['an empty time', { from: at(3), to: at(3) }],
  ['an unknown kind', { kind: 'party' }],
  ['a limit of 0', { limit: '0' }],
  ['an unknown field', { colour: 'red' }],
])('400 for %s', async (_name, query) => {
  expect(await api('GET /tasks', { query })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});
