import { staffClaims } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { type Fate, mortalTables } from './mortal-tables';
import { at, reservation, type TasksApi, tasksApi, unlimited } from './support';

let store: TestTables;
let api: TasksApi;
let keys = 0;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables, unlimited);
});
afterAll(() => store.close());

const freshKey = (): string => {
  keys += 1;
  return `key-${keys}`;
};
const note = { kind: 'task', notes: 'Call back' };
const post = (key: string, body: unknown = note, over: Parameters<TasksApi>[1] = {}) =>
  api('POST /tasks', { body, ...over, headers: { 'idempotency-key': key, ...over.headers } });

/** How many tasks a tenant has. */
const countOf = async (tenant: string): Promise<number> =>
  (await api('GET /tasks', { tenant, query: { limit: '100' } })).body.tasks.length;

/** The function in a process whose first transaction goes wrong. */
const fated = (when: Fate['when'], how: Fate['how']) => {
  const { tables, met } = mortalTables(store, { commit: 1, when, how });
  return { call: tasksApi(store, tables, unlimited), met };
};

describe('a request with an Idempotency-Key', () => {
  test('that is repeated has one effect, and the same answer but for the ids of the request', async () => {
    const key = freshKey();
    const first = await post(key, note, { tenant: 'repeat' });
    const again = await post(key, note, { tenant: 'repeat' });
    expect(first).toMatchObject({ status: 201, headers: { location: expect.any(String), etag: expect.any(String) } });
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(again.text).toBe(first.text);
    const { traceparent: _, ...headers } = first.headers;
    expect(again.headers).toMatchObject({ ...headers, 'idempotency-replayed': 'true' });
    expect(await countOf('repeat')).toBe(1);
  });

  test('50 at once: one effect and one answer; those that came too early get a 409', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(key, note, { tenant: 'fifty' })));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const { status, body, headers } of answers) {
      if (status === 201) continue;
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'idempotency_in_flight' });
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    }
    expect(await countOf('fifty')).toBe(1);
    expect(await post(key, note, { tenant: 'fifty' })).toMatchObject({ status: 201, text: made[0]?.text });
  });

  test.each([
    ['another body', note, { notes: 'Call them back', kind: 'task' }, undefined],
    ['another caller', note, note, staffClaims('acme-dental', '[agent]', 'user-2')],
  ])('422 for %s under the same key', async (_name, first, second, claims) => {
    const key = freshKey();
    expect((await post(key, first)).status).toBe(201);
    expect(await post(key, second, { claims })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  test('a stored refusal is repeated too, even if its cause is gone', async () => {
    const [key, other] = [freshKey(), freshKey()];
    const body = reservation(at(9), at(10), { name: 'first-here' });
    await api('POST /tasks', { body });
    const refused = await post(key, reservation(at(9), at(10)));
    await api('DELETE /tasks/first-here');
    expect(refused).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
    expect(await post(key, reservation(at(9), at(10)))).toMatchObject({
      status: 409,
      text: refused.text,
      headers: { 'content-type': 'application/problem+json', 'idempotency-replayed': 'true' },
    });
    expect((await post(other, reservation(at(9), at(10)))).status).toBe(201);
  });

  test('a request that is not valid claims nothing', async () => {
    const key = freshKey();
    expect((await post(key, { kind: 'party' })).status).toBe(400);
    expect((await post(key)).status).toBe(201);
  });

  test.each([[''], ['x'.repeat(256)]])('400 for a key of a wrong length', async (key) => {
    expect(await post(key)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ location: 'header.idempotency-key' }] },
    });
  });

  test('a key may have 255 characters', async () => {
    expect((await post('x'.repeat(255))).status).toBe(201);
  });
});

describe('a request that fails', () => {
  test('before its effect frees the key: a repeat has the effect at once', async () => {
    const key = freshKey();
    const { call } = fated('before', 'fails');
    const options = { body: note, tenant: 'broken', headers: { 'idempotency-key': key } };
    expect((await call('POST /tasks', options)).status).toBe(500);
    expect(await api('POST /tasks', options)).toMatchObject({ status: 201 });
    expect(await countOf('broken')).toBe(1);
  });

  test('after its effect has stored its answer: a repeat gets it, and nothing is done twice', async () => {
    const key = freshKey();
    const { call } = fated('after', 'fails');
    const options = { body: note, tenant: 'lost-answer', headers: { 'idempotency-key': key } };
    expect((await call('POST /tasks', options)).status).toBe(500);
    expect(await api('POST /tasks', options)).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
    });
    expect(await countOf('lost-answer')).toBe(1);
  });

  test.each([['before'], ['after']] as const)(
    'because its process was killed %s its effect: 409 for as long as it might still work, then a repeat completes it once',
    async (when) => {
      const key = freshKey();
      const tenant = `killed-${when}`;
      const options = { body: note, tenant, headers: { 'idempotency-key': key } };
      const { call, met } = fated(when, 'dies');
      void call('POST /tasks', { ...options, remainingMs: 300 });
      await met;
      if (when === 'before') {
        expect(await api('POST /tasks', options)).toMatchObject({
          status: 409,
          body: { code: 'idempotency_in_flight' },
        });
        store.clock.set(store.clock.now() + 31_000);
      }
      const answers = await Promise.all(Array.from({ length: 10 }, () => api('POST /tasks', options)));
      expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
      expect(await countOf(tenant)).toBe(1);
    },
  );
});
