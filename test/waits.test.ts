import { staffClaims } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { countWaits, type Waits } from '@frontdesk/testkit/waits';
import { functionsInProcess } from './support/functions-in-process';
import { furnish, protectedRoutes, requestFor, type Served } from './support/route-requests';

let store: TestTables;
let waits: Waits;
let routes: readonly Served[];
let tenants = 0;

beforeAll(async () => {
  store = await startTestTables();
  waits = countWaits();
  store.around(waits.around);
  routes = protectedRoutes(await functionsInProcess(store, { limited: true }));
});
afterAll(() => store.close());

/** A tenant of its own whose settings and index the process knows, as it does on all but the first request. */
const knownTenant = async (): Promise<string> => {
  tenants += 1;
  const tenant = `tenant-${tenants}`;
  await furnish(store.tables, tenant);
  for (const key of ['GET /faq/search', 'POST /chat']) {
    const served = routes.find((route) => route.key === key);
    await served?.call(key, { ...requestFor(served), claims: staffClaims(tenant, '[admin]') });
  }
  return tenant;
};

const waitsOf = async (served: Served, tenant: string, headers: Record<string, string> = {}): Promise<number> => {
  let status = 0;
  const rounds = await waits.during(async () => {
    const request = requestFor(served);
    const options = { ...request, headers, claims: staffClaims(tenant, '[admin]') };
    ({ status } = await served.call(served.key, options));
  });
  expect({ route: served.key, ok: status < 300 }).toEqual({ route: served.key, ok: true });
  return rounds;
};

const measure = async (some: readonly Served[], headers: () => Record<string, string> = () => ({})) => {
  const found: [string, number][] = [];
  for (const served of some) found.push([served.key, await waitsOf(served, await knownTenant(), headers())]);
  return found;
};
const longer = (found: readonly [string, number][], most: (key: string) => number) =>
  found.filter(([key, count]) => count > most(key)).map(([key, count]) => `${key} waits ${count} times`);

/**
 * What is pushed and published is what was committed, so whom to push it to is read after that. Of a message it is then stored
 * that everybody was told: a repeat makes up for what a killed try has not told.
 */
const AFTER_COMMIT: Readonly<Record<string, number>> = {
  'POST /threads/{thread_id}/messages': 2,
  'POST /threads/{thread_id}/takeover': 1,
  'POST /threads/{thread_id}/release': 1,
};

/** A task that holds a resource: what it held must be read before its neighbours in the calendar can be. */
const MOVING = ['PUT /tasks/{name}'];

describe('a request waits for DynamoDB', () => {
  test('once, if it only reads: the rate limit is counted meanwhile', async () => {
    expect(longer(await measure(routes.filter(({ route }) => route.method === 'GET')), () => 1)).toEqual([]);
  });

  test('twice, if it writes: everything is read beside the admission, and the commit follows', async () => {
    const writing = routes.filter(({ route }) => route.method !== 'GET');
    expect(writing.length).toBeGreaterThan(0);
    expect(longer(await measure(writing), (key) => (MOVING.includes(key) ? 3 : 2 + (AFTER_COMMIT[key] ?? 0)))).toEqual(
      [],
    );
  });

  test('three times with an Idempotency-Key, whose claim comes between', async () => {
    let keys = 0;
    const key = () => ({ 'idempotency-key': `key-${++keys}` });
    const keyed = routes.filter(({ route }) => route.idempotent);
    expect(keyed.length).toBeGreaterThan(0);
    // An import's rows are written before what became of them can be answered.
    const most = (route: string) => (route === 'POST /faq/import' ? 4 : 3 + (AFTER_COMMIT[route] ?? 0));
    expect(longer(await measure(keyed, key), most)).toEqual([]);
  });

  test('once more in a process that does not know the tenant, whose settings say what its limit is', async () => {
    const found: [string, number][] = [];
    for (const served of routes) {
      tenants += 1;
      await furnish(store.tables, `cold-${tenants}`);
      found.push([served.key, await waitsOf(served, `cold-${tenants}`)]);
    }
    const most = (key: string) => (key.startsWith('GET ') ? 2 : 3 + (AFTER_COMMIT[key] ?? 0));
    expect(longer(found, most)).toEqual([]);
  });
});
