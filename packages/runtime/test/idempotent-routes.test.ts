import { defineFunction, http, routeOf } from '@frontdesk/core/declare';
import { Problem } from '@frontdesk/core/errors';
import type { Request } from '@frontdesk/core/http';
import { type Answer, httpHandler, ok } from '@frontdesk/core/http';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { tenantPlatform } from '../src/tenant-platform';

let store: TestTables;
let keys = 0;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

type Handle = (request: Request<undefined, undefined, undefined>) => Promise<Answer>;

/** A function with one route, which takes any handler. */
const withRoute = (handle: Handle, { idempotent }: { idempotent?: true } = { idempotent: true }): Call => {
  const route = routeOf<object>()({
    method: 'POST',
    path: '/things',
    operation: 'createThing',
    summary: '',
    auth: { staff: true },
    responses: {},
    idempotent,
    handler: handle,
  });
  const platform = tenantPlatform(testPlatform({ clock: store.clock }), store.tables);
  return callHandler(
    httpHandler(defineFunction({ name: 'test', description: '', triggers: [http(route)] }), platform, {}),
  );
};
const settles: Handle = async ({ tenant, settle }) => {
  const answer = ok({ at: store.clock.now() });
  await store.tables.forTenant(tenant).commit([], settle(answer));
  return answer;
};
const freshKey = (): string => {
  keys += 1;
  return `key-${keys}`;
};
const send = (call: Call, key?: string) =>
  call('POST /things', {
    claims: staffClaims('acme-dental'),
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });

describe('a handler of an idempotent route', () => {
  test.each([
    ['never settles', async () => ok({})],
    [
      'settles another answer than it returns',
      async ({ settle }: Parameters<Handle>[0]) => {
        settle(ok({}));
        return ok({});
      },
    ],
  ])('that %s is an error of ours, with a key and without', async (_name, handle) => {
    const call = withRoute(handle);
    expect((await send(call)).status).toBe(500);
    expect((await send(call, freshKey())).status).toBe(500);
  });

  test('has no second effect for a repeat', async () => {
    const versionOf = async () => (await store.tables.forTenant('acme-dental').prompts.faqState()).version;
    const before = await versionOf();
    const call = withRoute(async (request) => {
      const { prompts, commit } = store.tables.forRequest(request);
      const answer = ok({});
      await commit(prompts.faqChanged([]), request.settle(answer));
      return answer;
    });
    const key = freshKey();
    await send(call, key);
    expect(await send(call, key)).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
    expect(await versionOf()).toBe(before + 1);
  });

  test.each([
    ['rate_limited', 429],
    ['temporarily_unavailable', 503],
  ] as const)('that refuses with %s (%i) is run again for a repeat', async (code, status) => {
    let runs = 0;
    const call = withRoute(async (request) => {
      runs += 1;
      if (runs === 1) throw new Problem(code);
      return settles(request);
    });
    const key = freshKey();
    expect((await send(call, key)).status).toBe(status);
    expect((await send(call, key)).status).toBe(200);
  });

  test('runs beside the claim, but what it makes of what it reads counts only for the request that has it', async () => {
    const key = freshKey();
    const first = await send(withRoute(settles), key);
    const refusing = withRoute(async () => {
      throw new Problem('slot_taken');
    });
    expect(await send(refusing, key)).toMatchObject({ text: first.text, headers: { 'idempotency-replayed': 'true' } });
  });

  test('commits nothing for a request whose key another one has, whenever it commits', async () => {
    const versionOf = async () => (await store.tables.forTenant('acme-dental').prompts.faqState()).version;
    const before = await versionOf();
    const key = freshKey();
    await send(withRoute(settles), key);
    let committed: Promise<void> | undefined;
    const careless = withRoute(async (request) => {
      const { prompts, commit } = store.tables.forRequest(request);
      committed = commit(prompts.faqChanged([]));
      await committed;
      return settles(request);
    });
    await send(careless, key);
    await expect(committed).rejects.toThrow();
    expect(await versionOf()).toBe(before);
  });
});

test('a route that is not idempotent takes no notice of a key, and may not settle', async () => {
  const key = freshKey();
  const plain = withRoute(async () => ok({ at: store.clock.now() }), {});
  expect((await send(plain, key)).status).toBe(200);
  expect((await send(plain, key)).headers).not.toHaveProperty('idempotency-replayed');
  expect((await send(withRoute(settles, {}), key)).status).toBe(500);
});

test('without a key an idempotent route asks the tables for nothing more', async () => {
  const sent: string[] = [];
  const stop = store.around(({ operation, input }, next) => {
    sent.push(operation);
    return next(input);
  });
  await send(withRoute(settles));
  stop();
  expect(sent.sort()).toEqual(['GetItem', 'UpdateItem']);
});
