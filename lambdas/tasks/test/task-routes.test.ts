import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { at, reservation, type TasksApi, tasksApi } from './support';

let store: TestTables;
let api: TasksApi;
beforeAll(async () => {
  store = await startTestTables();
  api = tasksApi(store, store.tables);
});
afterAll(() => store.close());

const problem = (code: string, status: number) => ({ status, body: { code, status } });

describe('POST /tasks', () => {
  test('201: the task under its name, with its address and its ETag', async () => {
    const body = { ...reservation(at(9), at(10)), name: 'mueller-1', customer: { name: 'Müller' } };
    const answer = await api('POST /tasks', { body });
    expect(answer).toMatchObject({ status: 201, headers: { location: '/tasks/mueller-1' } });
    expect(answer.body).toEqual({
      ...body,
      status: 'confirmed',
      version: 1,
      created_at: '2026-01-15T09:00:00.000Z',
      updated_at: '2026-01-15T09:00:00.000Z',
    });
    expect(await api('GET /tasks/mueller-1')).toMatchObject({
      status: 200,
      body: answer.body,
      headers: { etag: answer.headers.etag },
    });
  });

  test('a task without a name gets one that sorts by time', async () => {
    const answer = await api('POST /tasks', { body: { kind: 'task', notes: 'Call back' } });
    expect(answer.body).toMatchObject({ name: expect.stringMatching(/^[0-9A-Z]{26}$/), status: 'open' });
  });

  test('times with an offset become UTC', async () => {
    const body = reservation('2026-01-16T20:00:00+09:00', '2026-01-16T21:00:00+09:00');
    expect((await api('POST /tasks', { body })).body).toMatchObject({ starts_at: at(11), ends_at: at(12) });
  });

  test('409 task_exists for a name that is used, though its own reservation is in the way too', async () => {
    const body = { ...reservation(at(14), at(15)), name: 'twice' };
    await api('POST /tasks', { body });
    expect(await api('POST /tasks', { body })).toMatchObject(problem('task_exists', 409));
    expect(await api('POST /tasks', { body: { kind: 'task', name: 'twice' } })).toMatchObject(
      problem('task_exists', 409),
    );
  });

  test('409 slot_taken names what is in the way', async () => {
    await api('POST /tasks', { body: { ...reservation(at(16), at(17)), name: 'first' } });
    const answer = await api('POST /tasks', { body: reservation(at(16, 59), at(18)) });
    expect(answer).toMatchObject(problem('slot_taken', 409));
    expect(answer.body.conflicts).toEqual([{ name: 'first', starts_at: at(16), ends_at: at(17) }]);
  });

  test.each([
    ['no resource', { resource: undefined }, 'body.resource'],
    ['no start', { starts_at: undefined }, 'body.starts_at'],
    ['no end', { ends_at: undefined }, 'body.ends_at'],
    ['an end before its start', { ends_at: at(8) }, 'body.ends_at'],
    ['no length', { ends_at: at(9) }, 'body.ends_at'],
    ['more than 31 days', { ends_at: '2026-02-16T09:00:00.001Z' }, 'body.ends_at'],
    ['a time without a zone', { starts_at: '2026-01-16T09:00:00' }, 'body.starts_at'],
    ['a day that is none', { starts_at: '2026-02-30T09:00:00Z' }, 'body.starts_at'],
    ['a # in its resource', { resource: 'chair#1' }, 'body.resource'],
    ['an unknown kind', { kind: 'party' }, 'body.kind'],
    ['an unknown field', { colour: 'red' }, 'body.colour'],
    ['a # in its contact', { customer: { contact: 'a#b' } }, 'body.customer.contact'],
    ['the name availability', { name: 'availability' }, 'body.name'],
    ['a name of dots', { name: '..' }, 'body.name'],
    ['a name with a slash', { name: 'a/b' }, 'body.name'],
    ['a name of 129 characters', { name: 'x'.repeat(129) }, 'body.name'],
  ])('400 for a reservation with %s', async (_name, over, location) => {
    const answer = await api('POST /tasks', { body: reservation(at(9), at(10), over) });
    expect(answer).toMatchObject(problem('invalid_request', 400));
    expect(answer.body.errors.map((error: { location: string }) => error.location)).toContain(location);
  });

  test('a reservation may have 31 days, and no more', async () => {
    const body = reservation('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', { resource: 'flat' });
    expect((await api('POST /tasks', { body })).status).toBe(201);
    const between = reservation('2026-03-31T23:59:59.999Z', '2026-04-02T00:00:00Z', { resource: 'flat' });
    expect(await api('POST /tasks', { body: between })).toMatchObject(problem('slot_taken', 409));
    const after = reservation('2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z', { resource: 'flat' });
    expect((await api('POST /tasks', { body: after })).status).toBe(201);
  });
});

describe('a reservation that changes', () => {
  const made = async (name: string, resource: string) =>
    api('POST /tasks', { body: reservation(at(9), at(10), { name, resource }) });
  const free = async (resource: string, hour: number) =>
    (await api('POST /tasks', { body: reservation(at(hour), at(hour + 1), { resource }) })).status === 201;

  test('moves with PUT, and its old time is free', async () => {
    await made('moved', 'r1');
    const body = reservation(at(11), at(12), { resource: 'r1' });
    expect((await api('PUT /tasks/moved', { body })).body).toMatchObject({ version: 2, starts_at: at(11) });
    expect([await free('r1', 9), await free('r1', 11)]).toEqual([true, false]);
  });

  test('moves to another resource and another day with PATCH', async () => {
    await made('patched', 'r2');
    const body = { resource: 'r3', starts_at: at(23, 30), ends_at: at(1, 0, 17) };
    expect((await api('PATCH /tasks/patched', { body })).status).toBe(200);
    expect([await free('r2', 9), await free('r3', 0), await free('r3', 23)]).toEqual([true, true, false]);
  });

  test('may overlap its own old time', async () => {
    await made('longer', 'r4');
    expect((await api('PATCH /tasks/longer', { body: { ends_at: at(11) } })).status).toBe(200);
    expect([await free('r4', 10), await free('r4', 11)]).toEqual([false, true]);
  });

  test('409 when another is in the way, and nothing has changed', async () => {
    await made('blocked', 'r5');
    await api('POST /tasks', { body: reservation(at(12), at(13), { resource: 'r5', name: 'blocker' }) });
    const answer = await api('PATCH /tasks/blocked', { body: { starts_at: at(12), ends_at: at(13) } });
    expect(answer).toMatchObject(problem('slot_taken', 409));
    expect((await api('GET /tasks/blocked')).body).toMatchObject({ version: 1, starts_at: at(9) });
  });

  test.each([
    ['is cancelled', 'PATCH', { status: 'cancelled' }, 200],
    ['is deleted', 'DELETE', undefined, 204],
    ['becomes a task', 'PATCH', { kind: 'task' }, 200],
  ])('frees its time when it %s', async (name, method, body, status) => {
    const resource = `freed when it ${name}`;
    await made(resource.replaceAll(' ', '-'), resource);
    expect((await api(`${method} /tasks/${resource.replaceAll(' ', '-')}`, { body })).status).toBe(status);
    expect(await free(resource, 9)).toBe(true);
  });

  test('takes its time again when it is confirmed again, if it still can', async () => {
    await made('back', 'r6');
    await api('PATCH /tasks/back', { body: { status: 'cancelled' } });
    expect((await api('PATCH /tasks/back', { body: { status: 'confirmed' } })).status).toBe(200);
    await api('PATCH /tasks/back', { body: { status: 'cancelled' } });
    expect(await free('r6', 9)).toBe(true);
    expect(await api('PATCH /tasks/back', { body: { status: 'confirmed' } })).toMatchObject(problem('slot_taken', 409));
  });

  test('a task that becomes a reservation must have every field that a reservation needs', async () => {
    await api('POST /tasks', { body: { kind: 'task', name: 'todo' } });
    expect(await api('PATCH /tasks/todo', { body: { kind: 'reservation' } })).toMatchObject(
      problem('invalid_request', 400),
    );
    const body = reservation(at(9), at(10), { resource: 'r7' });
    expect((await api('PATCH /tasks/todo', { body })).status).toBe(200);
    expect(await free('r7', 9)).toBe(false);
  });
});

describe('PATCH /tasks/{name}', () => {
  test('is a merge patch: null removes, objects merge, what is left out stays', async () => {
    const body = { kind: 'task', name: 'merge', notes: 'x', customer: { name: 'Ada', contact: '+4915112345678' } };
    await api('POST /tasks', { body });
    const patch = { notes: null, customer: { name: 'Ada L.' } };
    const answer = await api('PATCH /tasks/merge', {
      body: patch,
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    expect(answer.body).toMatchObject({ customer: { name: 'Ada L.', contact: '+4915112345678' }, version: 2 });
    expect(answer.body).not.toHaveProperty('notes');
  });

  test('400 for changing the name, and for a result that is not a valid task', async () => {
    await api('POST /tasks', { body: { kind: 'task', name: 'fixed' } });
    for (const body of [{ name: 'other' }, { customer: { contact: 'a#b' } }, { ends_at: at(9) }, { kind: null }]) {
      expect(await api('PATCH /tasks/fixed', { body })).toMatchObject(problem('invalid_request', 400));
    }
  });
});

describe('a name without a task', () => {
  test.each([
    ['never made', 'nobody'],
    ["another tenant's", 'theirs'],
    ['the key of a calendar', '%23chair-1%232026-01-16'],
    ['longer than any name', 'x'.repeat(2_000)],
  ])('404: %s', async (_name, name) => {
    await api('POST /tasks', { tenant: 'sakura-salon', body: { kind: 'task', name: 'theirs' } });
    const answers = await Promise.all([
      api(`GET /tasks/${name}`),
      api(`DELETE /tasks/${name}`),
      api(`PATCH /tasks/${name}`, { body: { notes: 'x' } }),
      api(`PUT /tasks/${name}`, { body: { kind: 'task' } }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject(problem('not_found', 404));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('two who edit', () => {
  test('412 for changing a task that somebody else has changed in the meantime', async () => {
    const { headers } = await api('POST /tasks', { body: { kind: 'task', name: 'shared' } });
    const mine = { 'if-match': String(headers.etag) };
    const first = await api('PATCH /tasks/shared', { body: { notes: 'one' }, headers: mine });
    expect(first.status).toBe(200);
    for (const [method, body] of [
      ['PATCH', { notes: 'two' }],
      ['PUT', { kind: 'task' }],
      ['DELETE', undefined],
    ] as const) {
      expect(await api(`${method} /tasks/shared`, { body, headers: mine })).toMatchObject({
        ...problem('precondition_failed', 412),
        headers: { etag: first.headers.etag },
      });
    }
    expect((await api('DELETE /tasks/shared', { headers: { 'if-match': String(first.headers.etag) } })).status).toBe(
      204,
    );
  });

  test('of 20 at once with the same ETag, exactly one succeeds', async () => {
    const { headers } = await api('POST /tasks', { body: { kind: 'task', name: 'crowd' } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        api('PATCH /tasks/crowd', { body: { notes: String(i) }, headers: { 'if-match': String(headers.etag) } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(412)]);
  });

  test('20 at once without an ETag all succeed, each based on the one before', async () => {
    await api('POST /tasks', { body: { kind: 'task', name: 'queue' } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => api('PATCH /tasks/queue', { body: { notes: String(i) } })),
    );
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 2),
    );
  });

  test('a task that is deleted and made again has another ETag, though its version is the same', async () => {
    const made = async () => (await api('POST /tasks', { body: { kind: 'task', name: 'again' } })).headers.etag;
    const first = await made();
    await api('DELETE /tasks/again');
    store.clock.set(store.clock.now() + 1);
    expect(await made()).not.toBe(first);
  });
});

test('304 without a body for a read of an unchanged task', async () => {
  const { headers } = await api('POST /tasks', { body: { kind: 'task', name: 'known' } });
  const etag = String(headers.etag);
  expect(await api('GET /tasks/known', { headers: { 'if-none-match': `"other", W/${etag}` } })).toMatchObject({
    status: 304,
    text: '',
    headers: { etag },
  });
  expect((await api('GET /tasks/known', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});
