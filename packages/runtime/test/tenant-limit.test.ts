import { defineFunction, http, routeOf } from '@frontdesk/core/declare';
import { notFound } from '@frontdesk/core/errors';
import { httpHandler, ok } from '@frontdesk/core/http';
import { registerService } from '@frontdesk/tables';
import { tenantSettings } from '@frontdesk/tenant';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { serviceClaims, staffClaims, type TestPlatform, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { tenantPlatform } from '../src/tenant-platform';

let store: TestTables;
let base: TestPlatform;
let call: Call;
beforeAll(async () => {
  store = await startTestTables();
  base = testPlatform({ clock: store.clock });
  const route = routeOf<object>();
  const routes = [
    route({
      method: 'GET',
      path: '/things',
      operation: 'listThings',
      summary: '',
      auth: { staff: true, service: true },
      responses: {},
      handler: async (request) => {
        const { prompts, commit } = store.tables.forRequest(request);
        await commit(prompts.faqChanged([]));
        return ok({});
      },
    }),
    route({
      method: 'GET',
      path: '/nothing',
      operation: 'getNothing',
      summary: '',
      auth: { staff: true },
      responses: {},
      handler: async () => {
        throw notFound();
      },
    }),
  ];
  const platform = tenantPlatform(base, store.tables);
  call = callHandler(
    httpHandler(defineFunction({ name: 'test', description: '', triggers: [http(...routes)] }), platform, {}),
  );
});
afterAll(() => store.close());

const limitTo = async (tenant: string, perMinute: number): Promise<void> => {
  const { prompts, commit } = store.tables.forTenant(tenant);
  await commit([prompts.putSettings(tenantSettings.parse({ limits: { requests_per_minute: perMinute } }))]);
};
const ask = (tenant: string, routeKey = 'GET /things') => call(routeKey, { claims: staffClaims(tenant) });

test('a tenant has the requests a minute that its settings say, and 429 beyond, without any effect', async () => {
  await limitTo('three-a-minute', 3);
  const answers = [];
  for (let i = 0; i < 4; i += 1) answers.push(await ask('three-a-minute'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers.map(({ headers }) => String(headers.ratelimit).split(';')[1])).toEqual(['r=2', 'r=1', 'r=0', 'r=0']);
  const refused = answers[3];
  expect(refused).toMatchObject({
    headers: {
      'content-type': 'application/problem+json',
      'ratelimit-policy': '"tenant";q=3;w=60',
      'retry-after': expect.stringMatching(/^[1-9]\d?$/),
    },
    body: { code: 'rate_limited', status: 429 },
  });
  expect((await store.tables.forTenant('three-a-minute').prompts.faqState()).version).toBe(3);
  expect(base.counted.get('RateLimitHits')).toBe(1);

  store.clock.set(store.clock.now() + Number(refused?.headers['retry-after']) * 1_000);
  expect((await ask('three-a-minute')).status).toBe(200);
});

test('one tenant’s limit is not another’s', async () => {
  await limitTo('one-a-minute', 1);
  await ask('one-a-minute');
  expect((await ask('one-a-minute')).status).toBe(429);
  expect((await ask('somebody-else')).status).toBe(200);
});

test('staff and services of a tenant share its limit; a service of another tenant cannot use it up', async () => {
  const table = (name: string): string => `${TEST_PREFIX}-${name}`;
  await registerService(store.client, table, 'voice-server', 'shared-limit');
  await limitTo('shared-limit', 2);
  const stranger = { claims: serviceClaims('stranger'), headers: { 'x-client-id': 'shared-limit' } };
  const voice = { claims: serviceClaims('voice-server'), headers: { 'x-client-id': 'shared-limit' } };
  for (let i = 0; i < 5; i += 1) expect((await call('GET /things', stranger)).status).toBe(403);
  expect((await call('GET /things', voice)).status).toBe(200);
  expect((await ask('shared-limit')).status).toBe(200);
  expect((await call('GET /things', voice)).status).toBe(429);
  expect((await call('GET /things', stranger)).status).toBe(403);
});

test('an answer that is a refusal says too where the tenant stands', async () => {
  expect(await ask('not-found-co', 'GET /nothing')).toMatchObject({
    status: 404,
    headers: { ratelimit: expect.stringMatching(/^"tenant";r=599;t=\d+$/) },
  });
});
