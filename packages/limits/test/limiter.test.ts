import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '@frontdesk/core/errors';
import { type Limiter, type LimitPolicy, tenantPolicy } from '@frontdesk/core/identity';
import { createDocumentClient, openAllTables } from '@frontdesk/tables';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { createLimiter, publicPolicy } from '../src';

const MINUTE = 60_000;
const TEN: LimitPolicy = { name: 'test', limit: 10, windowSeconds: 60, uncounted: 'refuse' };

let store: TestTables;
let limiter: Limiter;
let platform: ReturnType<typeof testPlatform>;
let subjects = 0;
/** How often the tables were asked, by operation. */
const sent = new Map<string, number>();

beforeAll(async () => {
  store = await startTestTables();
  store.around(({ operation, input }, next) => {
    sent.set(operation, (sent.get(operation) ?? 0) + 1);
    return next(input);
  });
});
beforeEach(() => {
  sent.clear();
  subjects += 1;
  platform = testPlatform({ clock: store.clock });
  limiter = createLimiter({ ...platform, counters: store.tables.rateLimits, deadlineMs: 30_000 });
});
afterAll(() => store.close());

const fresh = (): string => `subject-${subjects}`;
const passes = async (policy: LimitPolicy = TEN, subject = fresh()): Promise<boolean> => {
  try {
    await limiter.take(policy, subject);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'rate_limited') return false;
    throw error;
  }
};
const refusal = async (policy: LimitPolicy = TEN, subject = fresh()): Promise<Problem> => {
  try {
    await limiter.take(policy, subject);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('the request was let in');
};
const atOnce = async (requests: number, policy: LimitPolicy = TEN): Promise<number> =>
  (await Promise.all(Array.from({ length: requests }, () => passes(policy)))).filter(Boolean).length;

describe('a limit of 10', () => {
  test('lets exactly 10 of 500 at once pass, with 500 writes and no reads', async () => {
    expect(await atOnce(500)).toBe(10);
    expect(Object.fromEntries(sent)).toEqual({ UpdateItem: 500 });
    expect(platform.counted.get('RateLimitHits')).toBe(490);
  });

  test('lets exactly 10 of 12 in quick succession pass, wherever in the minute they come', async () => {
    for (let second = 0; second < 60; second += 1) {
      subjects += 1;
      store.clock.set(Date.UTC(2026, 0, 15, 9, 0, second, 999));
      const passed: boolean[] = [];
      for (let i = 0; i < 12; i += 1) {
        passed.push(await passes());
        store.clock.set(store.clock.now() + 1);
      }
      expect(passed).toEqual([...Array(10).fill(true), false, false]);
    }
  });

  test('makes room at the edge of the window that was full, and not a millisecond earlier', async () => {
    const start = Date.UTC(2026, 0, 15, 10);
    store.clock.set(start);
    expect(await atOnce(11)).toBe(10);
    store.clock.set(start + MINUTE - 1);
    expect(await passes()).toBe(false);
    store.clock.set(start + MINUTE);
    expect(await atOnce(11)).toBe(10);
  });

  test('says with Retry-After when there is room again', async () => {
    for (const offset of [0, 1, 4_321, 9_999, 31_234]) {
      subjects += 1;
      store.clock.set(Date.UTC(2026, 0, 15, 11) + offset);
      await atOnce(10);
      const { options, status } = await refusal();
      expect(status).toBe(429);
      const seconds = Number(options.headers?.['retry-after']);
      expect(seconds).toBeLessThanOrEqual(60);
      store.clock.set(store.clock.now() + (seconds - 1) * 1_000);
      expect(await passes()).toBe(false);
      store.clock.set(store.clock.now() + 1_000);
      expect(await passes()).toBe(true);
    }
  });

  test('never lets more than 10 pass in any 50 seconds, and always 10 in a minute after a quiet one', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 20, maxLength: 60 });
    await assertProperty(
      fc.asyncProperty(gaps, async (waits) => {
        subjects += 1;
        const times: number[] = [];
        for (const wait of waits) {
          store.clock.set(store.clock.now() + wait);
          if (await passes()) times.push(store.clock.now());
        }
        for (const first of times) {
          expect(times.filter((time) => time >= first && time <= first + 50_000).length).toBeLessThanOrEqual(10);
        }
        store.clock.set(store.clock.now() + MINUTE);
        expect(await atOnce(10)).toBe(10);
      }),
      { numRuns: 12 },
    );
  });

  test('that is lowered holds for what was let in before', async () => {
    store.clock.set(Date.UTC(2026, 0, 15, 12));
    await atOnce(10);
    store.clock.set(store.clock.now() + 30_000);
    expect(await passes({ ...TEN, limit: 5 })).toBe(false);
    store.clock.set(store.clock.now() + 30_000);
    expect(await atOnce(6, { ...TEN, limit: 5 })).toBe(5);
  });

  test('is counted by all processes together, and for each subject and policy alone', async () => {
    const another = createLimiter({ ...platform, counters: store.tables.rateLimits });
    for (let i = 0; i < 5; i += 1) await another.take(TEN, fresh());
    expect(await atOnce(10)).toBe(5);
    expect(await passes(TEN, `${fresh()}-b`)).toBe(true);
    expect(await passes({ ...TEN, name: 'other' })).toBe(true);
  });
});

describe('the headers', () => {
  test('say what the policy is, what remains of it, and until when', async () => {
    store.clock.set(Date.UTC(2026, 0, 15, 13, 0, 15));
    expect(await limiter.take(TEN, fresh())).toEqual({
      'ratelimit-policy': '"test";q=10;w=60',
      ratelimit: '"test";r=9;t=55',
    });
    await atOnce(9);
    expect((await refusal()).options.headers).toEqual({
      'ratelimit-policy': '"test";q=10;w=60',
      ratelimit: '"test";r=0;t=55',
      'retry-after': '55',
    });
  });

  test('are those of 600 a minute for a tenant, and of 10 or 15 for the public route', () => {
    expect(tenantPolicy(600)).toMatchObject({ limit: 600, windowSeconds: 60 });
    expect([publicPolicy('dev').limit, publicPolicy('local').limit, publicPolicy('prod').limit]).toEqual([10, 10, 15]);
  });
});

describe("a subject's item", () => {
  const item = async () =>
    (
      await store.client.send('GetItem', {
        TableName: `${TEST_PREFIX}-rate-limits`,
        Key: { subject: `test#${fresh()}` },
      })
    ).Item ?? {};

  test('stays small though the subject calls now and then for a day', async () => {
    let largest = 0;
    for (let call = 0; call < 200; call += 1) {
      store.clock.set(store.clock.now() + 7 * MINUTE);
      expect(await passes()).toBe(true);
      largest = Math.max(largest, JSON.stringify(await item()).length);
    }
    expect(largest).toBeLessThan(1_024);
  });

  test('expires when nothing of it is needed, with some minutes to spare', async () => {
    await passes();
    const seconds = Number((await item()).expires_at) - store.clock.now() / 1_000;
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThanOrEqual(600);
  });
});

describe('a request that cannot be counted', () => {
  /** A DynamoDB that takes every request and answers none. */
  const silent = createServer(() => undefined);
  let broken: Limiter;
  let client: ReturnType<typeof createDocumentClient>;
  beforeAll(async () => {
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const { port } = silent.address() as AddressInfo;
    client = createDocumentClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
    });
  });
  beforeEach(() => {
    const { clock } = store;
    const tables = openAllTables({ clientFor: () => client, registryClient: client, namePrefix: TEST_PREFIX, clock });
    broken = createLimiter({ ...platform, counters: tables.rateLimits, deadlineMs: 100 });
  });
  afterAll(() => {
    client.destroy();
    silent.closeAllConnections();
    silent.close();
  });

  test('is let in where the caller is known, and the failure is counted', async () => {
    expect(await broken.take(tenantPolicy(600), 'acme-dental')).toEqual({});
    expect(platform.counted.get('RateLimitErrors')).toBe(1);
  });

  test('is refused with 503 where anyone may call', async () => {
    await expect(broken.take(publicPolicy('prod'), 'acme-dental', '192.0.2.1')).rejects.toMatchObject({
      status: 503,
      code: 'temporarily_unavailable',
    });
    expect(platform.counted.get('RateLimitErrors')).toBe(1);
  });
});
