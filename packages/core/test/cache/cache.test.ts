import { assertProperty } from '@frontdesk/testkit/assert-property';
import { testClock } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { Cache, type CacheOptions } from '../../src/cache/cache';

const MAX_AGE_MS = 30_000;

/** A cache in front of look-ups that count themselves, and that fail for the keys they are told to. */
const watched = (options: Partial<CacheOptions<string>> = {}) => {
  const clock = testClock();
  const looked: string[] = [];
  const failing = new Set<string>();
  const cache = new Cache<string>({ maxWeight: 10, maxAgeMs: MAX_AGE_MS, keepsLast: true, clock, ...options });
  const get = (key: string, version?: number): Promise<string> =>
    cache.get(
      key,
      async () => {
        looked.push(key);
        if (failing.has(key)) throw new Error('unavailable');
        return `${key} ${looked.length}`;
      },
      version,
    );
  return { clock, looked, failing, cache, get };
};

describe('a value that was looked up', () => {
  test('is looked up again once it is too old, and the old value is known until then', async () => {
    const { clock, cache, get } = watched();
    expect(cache.last('a')).toBeUndefined();
    expect(await get('a')).toBe('a 1');
    clock.set(clock.now() + MAX_AGE_MS - 1);
    expect(await get('a')).toBe('a 1');
    expect(cache.fresh('a')?.value).toBe('a 1');
    clock.set(clock.now() + 1);
    expect(cache.fresh('a')).toBeUndefined();
    const again = get('a');
    expect(cache.last('a')?.value).toBe('a 1');
    expect(cache.fresh('a')).toBeUndefined();
    expect(await again).toBe('a 2');
    expect(cache.last('a')?.value).toBe('a 2');
  });

  test('without success is looked up again at once, and the old value is still known', async () => {
    const { clock, failing, cache, get } = watched();
    await get('a');
    clock.set(clock.now() + MAX_AGE_MS);
    failing.add('a');
    await expect(get('a')).rejects.toThrow('unavailable');
    expect(cache.last('a')?.value).toBe('a 1');
    failing.clear();
    expect(await get('a')).toBe('a 3');
  });

  test('without success is not repeated during the pause: the last value is answered, or the failure', async () => {
    const { clock, looked, failing, get } = watched({ pauseMs: 1_000 });
    await get('a');
    clock.set(clock.now() + MAX_AGE_MS);
    failing.add('a').add('b');
    expect(await get('a')).toBe('a 1');
    await expect(get('b')).rejects.toThrow('unavailable');
    clock.set(clock.now() + 999);
    expect(await get('a')).toBe('a 1');
    await expect(get('b')).rejects.toThrow('unavailable');
    expect(looked).toEqual(['a', 'a', 'b']);
    failing.clear();
    clock.set(clock.now() + 1);
    expect([await get('a'), await get('b')]).toEqual(['a 4', 'b 5']);
  });

  test('and is used now and then is not displaced by a flood of new keys', async () => {
    const { looked, cache, get } = watched();
    await get('tenant');
    for (let i = 0; i < 100; i += 1) {
      await get(`stranger-${i}`);
      if (i % 5 === 0) expect(await get('tenant')).toBe('tenant 1');
    }
    expect(looked.filter((key) => key === 'tenant')).toHaveLength(1);
    expect(cache.last('stranger-0')).toBeUndefined();
    expect(cache.last('stranger-99')).toBeDefined();
  });
});

const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), version: fc.nat(3), passes: fc.nat(20_000) });
const WEIGHTS: Readonly<Record<string, number>> = { a: 1, b: 2, c: 3, d: 4, e: 50 };

test('in any order of requests, values are never too old or of an earlier version, and never more than fit', async () => {
  await assertProperty(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = testClock();
      const weigh = ({ key }: { key: string }): number => WEIGHTS[key] ?? 0;
      const cache = new Cache<{ key: string; version: number; at: number }>({
        maxWeight: 7,
        maxAgeMs: MAX_AGE_MS,
        weigh,
        clock,
      });
      for (const { key, version, passes } of steps) {
        clock.set(clock.now() + passes);
        const got = await cache.get(key, async () => ({ key, version, at: clock.now() }), version);
        expect(got.key).toBe(key);
        expect(got.version).toBeGreaterThanOrEqual(version);
        expect(clock.now() - got.at).toBeLessThan(MAX_AGE_MS);
        const kept = Object.keys(WEIGHTS).filter((each) => cache.last(each));
        const weight = kept.reduce((sum, each) => sum + (WEIGHTS[each] ?? 0), 0);
        expect(kept).toContain(key);
        if (kept.length > 1) expect(weight).toBeLessThanOrEqual(7);
      }
    }),
  );
});

test('callers that come while a key is looked up wait for the same look-up, however many', async () => {
  await assertProperty(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 }), async (keys) => {
      const { looked, get } = watched();
      const answers = await Promise.all(keys.map((key) => get(key)));
      expect([...looked].sort()).toEqual([...new Set(keys)].sort());
      expect(new Set(answers).size).toBe(new Set(keys).size);
    }),
  );
});
