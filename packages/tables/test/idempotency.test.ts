import type { KeyedRequest } from '@frontdesk/core/http';
import { startTestTables, type TestTables, testClock } from '@frontdesk/testkit/test-tables';

const DAY_MS = 86_400_000;
const LEASE_MS = 30_000;

let store: TestTables;
let keys = 0;
beforeAll(async () => {
  store = await startTestTables(testClock());
});
afterAll(() => store.close());

const tenantTables = (tenant = 'acme-dental') => store.tables.forTenant(tenant);
const claims = (tenant = 'acme-dental') => store.tables.idempotency(tenant);
const request = (over: Partial<KeyedRequest> = {}): KeyedRequest => {
  keys += 1;
  return { tenant: 'acme-dental', key: `key-${keys}`, fingerprint: 'one', ...over };
};
const pass = (ms: number) => store.clock.set(store.clock.now() + ms);

const claimed = async (keyed: KeyedRequest, leaseMs = LEASE_MS) => {
  const outcome = await claims(keyed.tenant).claim(keyed, leaseMs);
  if (outcome.state !== 'claimed') throw new Error(`the key is ${outcome.state}`);
  return outcome.claim;
};
const answer = { status: 201, body: { name: 'x', of: ['ä', 1.5, null] }, headers: { location: '/x' } };

describe('a claim', () => {
  test('is given to one of many at once', async () => {
    const keyed = request();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => claims().claim(keyed, LEASE_MS)));
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['claimed', ...Array(49).fill('in_flight')]);
  });

  test('is taken over when its lease has ended, by one of many, and not a millisecond earlier', async () => {
    const keyed = request();
    await claimed(keyed);
    pass(LEASE_MS - 1);
    expect(await claims().claim(keyed, LEASE_MS)).toEqual({ state: 'in_flight', leaseMs: 1 });
    pass(1);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => claims().claim(keyed, LEASE_MS)));
    expect(outcomes.filter(({ state }) => state === 'claimed')).toHaveLength(1);
  });

  test('is not taken over by another request, even when its lease has ended', async () => {
    const keyed = request();
    await claimed(keyed);
    pass(LEASE_MS);
    expect(await claims().claim({ ...keyed, fingerprint: 'two' }, LEASE_MS)).toEqual({
      state: 'reused',
    });
  });

  test('that is given back can be made again at once', async () => {
    const keyed = request();
    await claims().release(await claimed(keyed));
    await claimed(keyed);
  });

  test('has the origin of its first, however often it is given back or taken over, until the key is free again', async () => {
    const keyed = request();
    const first = await claimed(keyed);
    await claims().release(first);
    const second = await claimed(keyed);
    pass(LEASE_MS);
    const third = await claimed(keyed);
    expect(first.origin.triedBefore).toBe(false);
    expect([second.origin, third.origin]).toEqual(Array(2).fill({ id: first.origin.id, triedBefore: true }));
    pass(DAY_MS);
    expect((await claimed(keyed)).origin.id).not.toBe(first.origin.id);
  });

  test('that is given back leaves the key to its request, and its holder without a right to settle', async () => {
    const keyed = request();
    const claim = await claimed(keyed);
    await claims().release(claim);
    expect(await claims().claim({ ...keyed, fingerprint: 'two' }, LEASE_MS)).toEqual({
      state: 'reused',
    });
    await expect(tenantTables().commit([], { claim, answer })).rejects.toMatchObject({ code: 'idempotency_in_flight' });
  });

  test('is of one tenant: the same key is free for another', async () => {
    const keyed = request();
    await claimed(keyed);
    await claimed({ ...keyed, tenant: 'sakura-salon' });
  });
});

describe('an answer', () => {
  test('comes back to every repeat as it was given, for a day', async () => {
    const keyed = request();
    await tenantTables().commit([], { claim: await claimed(keyed), answer });
    expect(await claims().claim(keyed, LEASE_MS)).toEqual({ state: 'answered', answer });
    pass(DAY_MS - 1_000);
    expect(await claims().claim(keyed, LEASE_MS)).toMatchObject({ state: 'answered' });
    pass(1_000);
    await claimed({ ...keyed, fingerprint: 'another' });
  });

  test('without a body, and one of a megabyte, come back too', async () => {
    for (const each of [
      { status: 204, headers: {} },
      {
        status: 200,
        headers: {},
        body: { rows: Array.from({ length: 20_000 }, (_, row) => ({ row, fault: 'is missing' })) },
      },
    ]) {
      const keyed = request();
      await tenantTables().commit([], { claim: await claimed(keyed), answer: each });
      expect(await claims().claim(keyed, LEASE_MS)).toEqual({ state: 'answered', answer: each });
    }
  });

  test('is not given to another request', async () => {
    const keyed = request();
    await tenantTables().commit([], { claim: await claimed(keyed), answer });
    expect(await claims().claim({ ...keyed, fingerprint: 'two' }, LEASE_MS)).toEqual({
      state: 'reused',
    });
  });

  test('is stored with its effect or not at all', async () => {
    const keyed = request();
    const claim = await claimed(keyed);
    const task = {
      name: `of-${keyed.key}`,
      kind: 'task',
      status: 'open',
      version: 1,
      created_at: 'x',
      updated_at: 'x',
    } as const;
    await tenantTables().commit(await tenantTables().tasks.change(undefined, task));
    await expect(
      tenantTables().commit(await tenantTables().tasks.change(undefined, task), { claim, answer }),
    ).rejects.toMatchObject({
      code: 'task_exists',
    });
    expect(await claims().claim(keyed, LEASE_MS)).toMatchObject({ state: 'in_flight' });
  });

  test('of a request that was taken over is refused, and its effect with it', async () => {
    const keyed = request();
    const late = await claimed(keyed);
    pass(LEASE_MS);
    const taken = await claimed(keyed);
    const task = {
      name: `late-${keyed.key}`,
      kind: 'task',
      status: 'open',
      version: 1,
      created_at: 'x',
      updated_at: 'x',
    } as const;
    const effect = await tenantTables().tasks.change(undefined, task);
    await expect(tenantTables().commit(effect, { claim: late, answer })).rejects.toMatchObject({
      code: 'idempotency_in_flight',
    });
    expect(await tenantTables().tasks.get(task.name)).toBeUndefined();
    await claims().release(late);
    await tenantTables().commit(effect, { claim: taken, answer });
    expect(await tenantTables().tasks.get(task.name)).toBeDefined();
    await expect(tenantTables().commit([], { claim: late, answer })).rejects.toMatchObject({
      code: 'idempotency_in_flight',
    });
  });

  test('is never taken away by who gives the claim back late', async () => {
    const keyed = request();
    const claim = await claimed(keyed);
    await tenantTables().commit([], { claim, answer });
    await claims().release(claim);
    expect(await claims().claim(keyed, LEASE_MS)).toMatchObject({ state: 'answered' });
  });
});
