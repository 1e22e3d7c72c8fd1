import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { createLimiter } from '@frontdesk/limits';
import { createDirectory, createIdempotencyStore, faqId, registerService } from '@frontdesk/tables';
import { gatewayEvent, lambdaContext } from '@frontdesk/testkit/gateway-event';
import { serviceClaims, staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { countWaits } from '@frontdesk/testkit/waits';
import declaration from '../src/function';

let store: TestTables;
let handler: ReturnType<typeof httpHandler>;

const waits = countWaits();

beforeAll(async () => {
  store = await startTestTables();
  store.around(waits.around);
  const { tables, clock, client } = store;
  const base = testPlatform({ clock });
  handler = httpHandler(
    declaration,
    {
      ...base,
      directory: createDirectory(tables, clock),
      limiter: createLimiter({ ...base, counters: tables.rateLimits }),
      idempotency: createIdempotencyStore(tables),
    },
    {
      tables,
      clock,
      ids: ulids(),
      metrics: base.metrics,
      indexes: new IndexCache({ clock }),
      embedders: async () => undefined,
      models: async () => new Map([['offline', offlineModel]]),
    },
  );
  await furnish('acme-dental');
  await registerService(client, (name) => `${TEST_PREFIX}-${name}`, 'voice-server', 'acme-dental');
});
afterAll(() => store.close());

/** Gives a tenant an entry to answer from. */
const furnish = async (tenant: string): Promise<void> => {
  const { faq, prompts, commit } = store.tables.forTenant(tenant);
  const entry = {
    question: 'Parking?',
    answer: 'Behind the house.',
    tags: [],
    version: 1,
    created_at: '',
    updated_at: '',
  };
  await commit([faq.create({ ...entry, faq_id: faqId(entry.question) }), ...prompts.faqChanged([entry.question])]);
};

const turn = async (body: object, claims = staffClaims('acme-dental'), headers = {}): Promise<number> => {
  let result: unknown;
  const counted = await waits.during(async () => {
    result = await handler(
      gatewayEvent('POST /chat', { claims, headers, body: JSON.stringify(body) }),
      lambdaContext(),
    );
  });
  expect(result).toMatchObject({ statusCode: 200 });
  return counted;
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

  test('and twice more when somebody has just edited the FAQ: what was changed, and the entries that were', async () => {
    const { faq, prompts, commit } = store.tables.forTenant('acme-dental');
    const question = 'Is there a bicycle stand?';
    const entry = { question, answer: 'Yes.', tags: [], version: 1, created_at: '', updated_at: '' };
    await commit([faq.create({ ...entry, faq_id: faqId(question) }), ...prompts.faqChanged([question])]);
    expect(await turn({ message: question, session_id: 'warm' })).toBeLessThanOrEqual(4);
    expect(await turn({ message: question, session_id: 'warm' })).toBeLessThanOrEqual(2);
  });

  test('for a service, whose registration is looked up in the same wait', async () => {
    const claims = serviceClaims('voice-server');
    const headers = { 'x-client-id': 'acme-dental' };
    await turn({ message: 'Parking?', session_id: 'warm' }, claims, headers);
    store.clock.set(store.clock.now() + 31_000);
    expect(await turn({ message: 'Parking?', session_id: 'warm' }, claims, headers)).toBeLessThanOrEqual(2);
  });
});

describe('a turn waits three times', () => {
  let keys = 0;
  const key = () => ({ 'idempotency-key': `key-${++keys}` });
  const staff = staffClaims('acme-dental');

  test('with a key, which is claimed once its caller is admitted: in a known session, in a new one, by phone', async () => {
    await turn({ message: 'Parking?', session_id: 'keyed' });
    expect(await turn({ message: 'Parking?', session_id: 'keyed' }, staff, key())).toBeLessThanOrEqual(3);
    expect(await turn({ message: 'Parking?' }, staff, key())).toBeLessThanOrEqual(3);
    expect(await turn({ message: 'Parking?', phone_number: '+12025550123' }, staff, key())).toBeLessThanOrEqual(3);
  });

  test('in a process that knows neither the tenant nor its index', async () => {
    await furnish('cold-start');
    expect(await turn({ message: 'Parking?' }, staffClaims('cold-start'))).toBeLessThanOrEqual(3);
  });
});
