import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { createLimiter } from '@frontdesk/limits';
import { createDirectory, faqId, registerService } from '@frontdesk/tables';
import { gatewayEvent, lambdaContext } from '@frontdesk/testkit/gateway-event';
import { serviceClaims, staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

let store: TestTables;
let handler: ReturnType<typeof httpHandler>;

/** How many times the turn waited for DynamoDB: requests that are under way together count as one wait. */
let waits = 0;
let underWay = 0;

beforeAll(async () => {
  store = await startTestTables();
  store.around(async ({ input }, next) => {
    if (underWay === 0) waits += 1;
    underWay += 1;
    try {
      return await next(input);
    } finally {
      underWay -= 1;
    }
  });
  const { tables, clock, client } = store;
  const base = testPlatform({ clock });
  handler = httpHandler(
    declaration,
    {
      ...base,
      directory: createDirectory(tables, clock),
      limiter: createLimiter({ ...base, counters: tables.rateLimits }),
    },
    {
      tables,
      clock,
      ids: ulids(),
      metrics: base.metrics,
      indexes: new IndexCache(),
      embedders: async () => undefined,
      models: async () => new Map([['offline', offlineModel]]),
    },
  );
  const { faq, prompts, commit } = tables.forTenant('acme-dental');
  const entry = {
    question: 'Parking?',
    answer: 'Behind the house.',
    tags: [],
    version: 1,
    created_at: '',
    updated_at: '',
  };
  await commit([faq.create({ ...entry, faq_id: faqId(entry.question) }), prompts.bumpFaqVersion()]);
  await registerService(client, (name) => `${TEST_PREFIX}-${name}`, 'voice-server', 'acme-dental');
});
afterAll(() => store.close());

const turn = async (body: object, claims = staffClaims('acme-dental'), headers = {}): Promise<number> => {
  waits = 0;
  const result = await handler(
    gatewayEvent('POST /chat', { claims, headers, body: JSON.stringify(body) }),
    lambdaContext(),
  );
  expect(result).toMatchObject({ statusCode: 200 });
  return waits;
};

describe('a turn, once the index is warm, waits for DynamoDB twice: one parallel read and one write', () => {
  beforeEach(() => turn({ message: 'Parking?', session_id: 'warm' }));

  test('for a new session', async () => {
    expect(await turn({ message: 'Parking?' })).toBeLessThanOrEqual(2);
  });

  test('for a known session', async () => {
    expect(await turn({ message: 'And bicycles?', session_id: 'warm' })).toBeLessThanOrEqual(2);
  });

  test('for a customer who is known by a phone number', async () => {
    expect(
      await turn({ message: 'Parking?', phone_number: '+12025550123', session_id: 'by-phone' }),
    ).toBeLessThanOrEqual(2);
    expect(
      await turn({ message: 'Parking?', phone_number: '+12025550123', session_id: 'by-phone' }),
    ).toBeLessThanOrEqual(2);
  });

  test('when what is cached of the tenant has gone stale', async () => {
    store.clock.set(store.clock.now() + 31_000);
    expect(await turn({ message: 'Parking?', session_id: 'warm' })).toBeLessThanOrEqual(2);
  });

  test('for a service, whose registration is looked up in the same wait', async () => {
    const claims = serviceClaims('voice-server');
    const headers = { 'x-client-id': 'acme-dental' };
    await turn({ message: 'Parking?', session_id: 'warm' }, claims, headers);
    store.clock.set(store.clock.now() + 31_000);
    expect(await turn({ message: 'Parking?', session_id: 'warm' }, claims, headers)).toBeLessThanOrEqual(2);
  });
});
