import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { createIdempotencyStore, openAllTables, type Tables } from '../src';
import { resilient } from '../src/access/client';

/**
 * The engine makes one write after the other, so none of its writes ever meets a running transaction. What DynamoDB answers
 * then is thrown on the wire's side of the client, as often as a test says.
 */
let store: TestTables;
let tables: Tables;
let failures: Error[] = [];
let sent = 0;

beforeAll(async () => {
  store = await startTestTables();
  const client = resilient({
    ...store.client,
    send: async (operation, input, options) => {
      sent += 1;
      const failure = failures.shift();
      if (failure) throw failure;
      return store.client.send(operation, input, options);
    },
  });
  const { clock } = store;
  tables = openAllTables({ clientFor: () => client, registryClient: client, namePrefix: TEST_PREFIX, clock });
});
afterAll(() => store.close());
beforeEach(() => {
  failures = [];
  sent = 0;
});

const conflict = (): Error =>
  new TransactionConflictException({ message: 'ongoing', $metadata: { httpStatusCode: 400 } });
const cancelled = (...codes: string[]): Error =>
  new TransactionCanceledException({
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: { httpStatusCode: 400 },
  });
const times = (count: number, failure: () => Error): Error[] => Array.from({ length: count }, failure);
const FOR_EVER = 100;

const tenantTables = () => tables.forTenant('acme-dental');
const keyed = (key: string) => ({ tenant: 'acme-dental', key, fingerprint: 'one' });
const contention = { code: 'temporarily_unavailable', status: 503, options: { headers: { 'retry-after': '1' } } };

describe('a plain write that meets a running transaction', () => {
  test('once, is made all the same', async () => {
    failures = times(1, conflict);
    const { prompts, commit } = tenantTables();
    await commit([prompts.faqSnapshotMade(1)]);
    expect(await prompts.faqState()).toEqual({ version: 0, snapshot: 1 });
  });

  test('again and again, is given up after six attempts, as contention', async () => {
    failures = times(FOR_EVER, conflict);
    const { prompts, commit } = tenantTables();
    await expect(commit([prompts.faqSnapshotMade(1)])).rejects.toMatchObject(contention);
    expect(sent).toBe(6);
  });

  test('of the rate limiter, is made all the same', async () => {
    failures = times(1, conflict);
    const hit = { subject: ['p'], limit: 9, windows: [1], ended: [], expiresAt: 2_000_000_000 };
    expect(await tables.rateLimits.count(hit)).toMatchObject({ admitted: true });
  });
});

describe('a claim whose key is being settled', () => {
  test('finds what was settled when it is made again', async () => {
    const { commit } = tenantTables();
    const idempotency = tables.idempotency('acme-dental');
    const first = await idempotency.claim(keyed('settled'), 30_000);
    if (first.state !== 'claimed') throw new Error(first.state);
    await commit([], { claim: first.claim, answer: { status: 204 } });
    failures = times(1, conflict);
    expect(await idempotency.claim(keyed('settled'), 30_000)).toMatchObject({ state: 'answered' });
  });

  test('for longer than it waits, is answered as in flight', async () => {
    failures = times(FOR_EVER, conflict);
    expect(await createIdempotencyStore(tables).claim(keyed('settling'), 30_000)).toEqual({
      state: 'in_flight',
      leaseMs: 1_000,
    });
  });

  test('is given back when the conflict is over', async () => {
    const idempotency = tables.idempotency('acme-dental');
    const first = await idempotency.claim(keyed('released'), 30_000);
    if (first.state !== 'claimed') throw new Error(first.state);
    failures = times(2, conflict);
    await idempotency.release(first.claim);
    expect(await idempotency.claim(keyed('released'), 30_000)).toMatchObject({ state: 'claimed' });
  });
});

describe('a transaction that is cancelled', () => {
  const commit = () =>
    tenantTables().commit([
      tenantTables().prompts.faqSnapshotMade(1),
      ...tenantTables().prompts.systemPrompt.write(version),
    ]);
  const version = { version: 1, content: { prompt: 'Be brief.' }, updated_at: '', updated_by: 'user-1' };

  test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'for %s is repeated, and is a 503 if that does not end',
    async (code) => {
      failures = times(FOR_EVER, () => cancelled('None', code));
      await expect(commit()).rejects.toMatchObject(contention);
      expect(sent).toBe(6);
    },
  );

  test('for a request of ours that is wrong stays an error of ours', async () => {
    failures = times(1, () => cancelled('None', 'ValidationError'));
    await expect(commit()).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(sent).toBe(1);
  });
});
