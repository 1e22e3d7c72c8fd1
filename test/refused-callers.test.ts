import { setImmediate as nextTurn } from 'node:timers/promises';
import { offlineModel } from '@frontdesk/assistant/models';
import { registerService } from '@frontdesk/tables';
import { type TenantSettings, tenantSettings } from '@frontdesk/tenant';
import type { EventOptions } from '@frontdesk/testkit/gateway-event';
import { serviceClaims, staffClaims } from '@frontdesk/testkit/test-platform';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { functionsInProcess } from './support/functions-in-process';
import { furnish, protectedRoutes, requestFor, type Served } from './support/route-requests';

let store: TestTables;
let routes: readonly Served[];

/** Whatever a request did that outlives it or costs money: writes by their operation and table, and calls of vendors. */
let effects: string[] = [];
let underWay = 0;

const tablesOf = (input: object): string[] => [
  ...new Set([...JSON.stringify(input).matchAll(/"TableName":"([^"]+)"/g)].map(([, name = '']) => name)),
];

beforeAll(async () => {
  store = await startTestTables();
  store.around(async ({ operation, input }, next) => {
    const writes = !['GetItem', 'BatchGetItem', 'Query'].includes(operation);
    if (writes) for (const name of tablesOf(input)) effects.push(`${operation} ${name}`);
    underWay += 1;
    try {
      return await next(input);
    } finally {
      underWay -= 1;
    }
  });
  const listening: typeof offlineModel = {
    ...offlineModel,
    stream: (request, signal) => {
      effects.push('a model was asked');
      return offlineModel.stream(request, signal);
    },
  };
  const embed = async (texts: readonly string[]) => {
    effects.push('an embedder was asked');
    return texts.map(() => [1, 0]);
  };
  const over = {
    models: async () => new Map([['offline', listening]]),
    embedders: async () => ({ id: 'listening', embed }) as never,
  };
  routes = protectedRoutes(await functionsInProcess(store, { limited: true, over }));
});
afterAll(() => store.close());

const settle = async (tenant: string, settings: Partial<TenantSettings>): Promise<void> => {
  const { prompts, commit } = store.tables.forTenant(tenant);
  await commit([prompts.putSettings(tenantSettings.parse(settings))]);
};

/** A handler that was overtaken by the refusal may still be reading. */
const allQuiet = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns += 1) {
    turns = underWay > 0 ? 0 : turns;
    await nextTurn();
  }
};

const RATE_LIMITS = `UpdateItem ${TEST_PREFIX}-rate-limits`;

interface Caller {
  readonly why: string;
  readonly status: number;
  readonly counted: boolean;
  readonly as: EventOptions;
  prepare(): Promise<void>;
}

const STAFF = { claims: staffClaims('refused', '[admin]') };
const callers: readonly Caller[] = [
  {
    why: 'a tenant beyond its limit',
    status: 429,
    counted: true,
    as: { claims: staffClaims('busy', '[admin]') },
    prepare: async () => {
      await furnish(store.tables, 'busy');
      await settle('busy', { limits: { ...tenantSettings.parse({}).limits, requests_per_minute: 1 } });
      const first = routes.find(({ route }) => route.method === 'GET') as Served;
      await first.call(first.key, { ...requestFor(first), claims: staffClaims('busy', '[admin]') });
    },
  },
  {
    why: 'a suspended tenant',
    status: 403,
    counted: true,
    as: STAFF,
    prepare: async () => {
      await furnish(store.tables, 'refused');
      await settle('refused', { status: 'suspended' });
    },
  },
  {
    why: 'a service that is registered for nobody',
    status: 403,
    counted: false,
    as: { claims: serviceClaims('stranger'), headers: { 'x-client-id': 'victim' } },
    prepare: () => furnish(store.tables, 'victim'),
  },
  {
    why: 'a service of another tenant',
    status: 403,
    counted: false,
    as: { claims: serviceClaims('neighbour'), headers: { 'x-client-id': 'victim-2' } },
    prepare: async () => {
      await furnish(store.tables, 'victim-2');
      await registerService(store.client, (name) => `${TEST_PREFIX}-${name}`, 'neighbour', 'somebody-else');
    },
  },
];

describe.each(callers)('$why', ({ status, counted, as, prepare }) => {
  beforeAll(prepare);

  test('is refused on every route, and nothing is written or paid for but the count of its requests', async () => {
    expect(routes.length).toBeGreaterThan(0);
    let keys = 0;
    for (const served of routes) {
      const request = requestFor(served);
      const keyed: Record<string, string> = { 'idempotency-key': `key-${++keys}` };
      for (const key of served.route.idempotent ? [{}, keyed] : [{}]) {
        effects = [];
        const answer = await served.call(served.key, { ...request, ...as, headers: { ...as.headers, ...key } });
        await allQuiet();
        const seen = { route: served.key, status: answer.status, effects };
        expect(seen).toEqual({ route: served.key, status, effects: counted ? [RATE_LIMITS] : [] });
      }
    }
  });
});

test('the same requests have effects when they are admitted, so the effects would be seen', async () => {
  await furnish(store.tables, 'admitted');
  await settle('admitted', {});
  const seen = new Set<string>();
  for (const served of routes) {
    effects = [];
    await served.call(served.key, { ...requestFor(served), claims: staffClaims('admitted', '[admin]') });
    for (const effect of effects) seen.add(effect);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'a model was asked',
      'an embedder was asked',
      RATE_LIMITS,
      `TransactWriteItems ${TEST_PREFIX}-faq`,
    ]),
  );
});
