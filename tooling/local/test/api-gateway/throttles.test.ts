import { TokenBucket } from '@frontdesk/local/api-gateway/token-bucket';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import * as fc from 'fast-check';
import { apiOf, closeApis, expectRefusal, route } from './api';
import { signing } from './tokens';

afterEach(closeApis);

const ROUTES = [route('GET /a'), route('GET /b'), route('POST /public/chat', { operation: 'publicChat' })];
const stage = { throttle: { burst: 3, rate: 1 }, route_throttles: { publicChat: { burst: 1, rate: 0.5 } } };

const statuses = async (count: number, call: () => Promise<{ status: number }>): Promise<number[]> => {
  const seen: number[] = [];
  for (let n = 0; n < count; n += 1) seen.push((await call()).status);
  return seen;
};

describe('the throttle of a stage', () => {
  test('lets a burst pass and then as many as the rate refills', async () => {
    let now = 0;
    const api = await apiOf(ROUTES, { stage, clock: { now: () => now } });
    expect(await statuses(5, () => api.call('/a'))).toEqual([200, 200, 200, 429, 429]);
    now += 2000;
    expect(await statuses(3, () => api.call('/a'))).toEqual([200, 200, 429]);
  });

  test('refuses with API Gateway’s body, and the function is not invoked', async () => {
    const api = await apiOf(ROUTES, { stage: { throttle: { burst: 0, rate: 0 }, route_throttles: {} } });
    expectRefusal(await api.call('/a'), 429, 'Too Many Requests');
    expect(api.invoked).toEqual([]);
  });

  test('gives each route a bucket of its own', async () => {
    const api = await apiOf(ROUTES, { stage, clock: { now: () => 0 } });
    expect(await statuses(4, () => api.call('/a'))).toEqual([200, 200, 200, 429]);
    expect(await statuses(4, () => api.call('/b'))).toEqual([200, 200, 200, 429]);
  });

  test('uses the throttle of a route that has its own', async () => {
    let now = 0;
    const api = await apiOf(ROUTES, { stage, clock: { now: () => now } });
    const chat = () => api.call('/public/chat', { method: 'POST' });
    expect(await statuses(2, chat)).toEqual([200, 429]);
    now += 1999;
    expect(await statuses(1, chat)).toEqual([429]);
    now += 1;
    expect(await statuses(2, chat)).toEqual([200, 429]);
  });

  test('comes before the authorizer: bad tokens use it up too', async () => {
    const { authorizer } = await signing();
    const api = await apiOf([route('GET /a', { authorizer: 'jwt' })], { stage, authorizer, clock: { now: () => 0 } });
    expect(await statuses(4, () => api.call('/a'))).toEqual([401, 401, 401, 429]);
  });

  test('can be lifted', async () => {
    const api = await apiOf(ROUTES, { stage, throttling: false, clock: { now: () => 0 } });
    expect(new Set(await statuses(20, () => api.call('/a')))).toEqual(new Set([200]));
  });
});

test('a bucket never gives more than its burst and what its rate refilled', () => {
  const throttle = fc.record({ burst: fc.integer({ min: 0, max: 20 }), rate: fc.integer({ min: 0, max: 50 }) });
  const steps = fc.array(fc.integer({ min: -100, max: 3000 }), { maxLength: 200 });
  assertProperty(
    fc.property(throttle, steps, (limits, waits) => {
      let now = 0;
      let highest = 0;
      let forward = 0;
      const bucket = new TokenBucket(limits, { now: () => now });
      let taken = 0;
      for (const wait of waits) {
        now += wait;
        forward += Math.max(0, wait);
        highest = limits.burst + (forward / 1000) * limits.rate;
        if (bucket.take()) taken += 1;
        expect(taken).toBeLessThanOrEqual(highest + 1e-6);
      }
    }),
  );
});
