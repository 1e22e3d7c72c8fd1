import { runs, timeFor } from '@frontdesk/testkit/randomness';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { at, reservation, type TasksApi, tasksApi, unlimited } from './support';

jest.setTimeout(timeFor(240_000));

/** More rounds try more orders of events: `make explore` plays many. */
const ROUNDS = runs(3);
const SLOTS = 20;
const ATTEMPTS = 200;

/**
 * How many attempts of a round are under way at once. If it is all of them, each has read an empty day before the first one
 * commits; if it is few, they read between the commits of others.
 */
const CROWDS = [ATTEMPTS, 60, 12];

let store: TestTables;
let api: TasksApi;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables, unlimited);
});
afterAll(() => store.close());

const hourFrom = (start: number, resource: string) =>
  reservation(new Date(start).toISOString(), new Date(start + 3_600_000).toISOString(), { resource });

/** Twenty hours, one after the other. */
const slot = (index: number, resource: string) => hourFrom(Date.parse(at(0)) + index * 3_600_000, resource);

/** Twenty hours, each overlapping the two before it and the two after it. */
const overlappingSlot = (index: number) => hourFrom(Date.parse(at(9)) + index * 20 * 60_000, 'overlapping');

/** Starts the next attempt whenever one ends. Returns the answers in the order of the attempts. */
const inCrowdsOf = async <T>(crowd: number, attempts: number, attempt: (i: number) => Promise<T>): Promise<T[]> => {
  const answers: T[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let i = next++; i < attempts; i = next++) answers[i] = await attempt(i);
  };
  await Promise.all(Array.from({ length: crowd }, one));
  return answers;
};

test(`${ATTEMPTS} attempts on ${SLOTS} slots, crowded and in turn: one booking a slot, the rest 409 with what is in the way`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const wanted = (i: number) => slot(i % SLOTS, `round ${round}`);
    const crowd = CROWDS[round % CROWDS.length] ?? ATTEMPTS;
    const answers = await inCrowdsOf(crowd, ATTEMPTS, (i) => api('POST /tasks', { body: wanted(i), tenant: 'crowd' }));
    const booked = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    const refused = answers
      .map((answer, i) => ({ ...answer, wanted: wanted(i) }))
      .filter(({ status }) => status !== 201);
    expect(new Set(booked.map(({ starts_at }) => starts_at)).size).toBe(SLOTS);
    expect(booked).toHaveLength(SLOTS);
    for (const { status, body, wanted } of refused) {
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'slot_taken' });
      const winner = booked.find(({ starts_at }) => starts_at === wanted.starts_at);
      expect(body.conflicts).toEqual([{ name: winner.name, starts_at: wanted.starts_at, ends_at: wanted.ends_at }]);
    }
  }
});

test('slots that overlap each other: no two booked ones do, and every refused one overlaps a booked one', async () => {
  const wanted = Array.from({ length: ATTEMPTS }, (_, i) => overlappingSlot(i % SLOTS));
  const answers = await Promise.all(wanted.map((body) => api('POST /tasks', { body })));
  const booked = answers.filter(({ status }) => status === 201).map(({ body }) => body);
  const overlapping = (a: { starts_at: string; ends_at: string }, b: { starts_at: string; ends_at: string }) =>
    a.starts_at < b.ends_at && b.starts_at < a.ends_at;
  for (const [i, a] of booked.entries()) for (const b of booked.slice(i + 1)) expect(overlapping(a, b)).toBe(false);
  for (const [i, { status, body }] of answers.entries()) {
    if (status === 201) continue;
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'slot_taken' });
    expect(booked.some((other) => overlapping(other, wanted[i] ?? other))).toBe(true);
  }
});

/** Time that has run out for repeating, though the timer that answers before Lambda's own timeout was set with plenty. */
const noTimeToRepeat = () => {
  let asked = 0;
  return () => (asked++ === 0 ? 29_000 : 1_999);
};

test('if time runs out in the crowd, the answer is 503 with Retry-After, never a false 409', async () => {
  const quarter = (i: number) => {
    const start = Date.parse(at(0)) + i * 900_000;
    return reservation(new Date(start).toISOString(), new Date(start + 900_000).toISOString(), { resource: 'rush' });
  };
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => api('POST /tasks', { body: quarter(i), remainingMs: noTimeToRepeat() })),
  );
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual([201, 503]);
  const refused = answers.find(({ status }) => status === 503);
  expect(refused).toMatchObject({ headers: { 'retry-after': '1' }, body: { code: 'temporarily_unavailable' } });
  const { body } = await api('GET /tasks', { query: { resource: 'rush', limit: '100' } });
  expect(body.tasks).toHaveLength(counts.get(201) ?? 0);
});
