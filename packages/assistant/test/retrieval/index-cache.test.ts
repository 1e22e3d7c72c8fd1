import { datasets } from '../../eval/dataset';
import { buildIndex } from '../../src/retrieval/faq-index';
import { IndexCache } from '../../src/retrieval/index-cache';
import { entry } from '../support/entries';

const faq = (size: number) => Array.from({ length: size }, (_, i) => entry(`question ${i}`, 'answer'));

/** A loader that counts how often it is asked. */
const loader = (size: number) => {
  const load = jest.fn(async () => faq(size));
  return { load, times: () => load.mock.calls.length };
};

describe('index cache', () => {
  test('an index is built once as long as its version stays', async () => {
    const cache = new IndexCache();
    const { load, times } = loader(3);
    const first = await cache.get('acme', 1, load);
    expect(await cache.get('acme', 1, load)).toBe(first);
    expect(times()).toBe(1);
  });

  test('another version is built anew', async () => {
    const cache = new IndexCache();
    const { load, times } = loader(3);
    const first = await cache.get('acme', 1, load);
    expect(await cache.get('acme', 2, load)).not.toBe(first);
    expect(times()).toBe(2);
  });

  test('tenants never share an index', async () => {
    const cache = new IndexCache();
    const acme = await cache.get('acme', 1, async () => faq(1));
    const sakura = await cache.get('sakura', 1, async () => faq(2));
    expect([acme.size, sakura.size]).toEqual([1, 2]);
  });

  test('callers that come at the same moment share one build', async () => {
    const cache = new IndexCache();
    const { load, times } = loader(3);
    const indexes = await Promise.all(Array.from({ length: 20 }, () => cache.get('acme', 1, load)));
    expect(new Set(indexes).size).toBe(1);
    expect(times()).toBe(1);
  });

  test('a failed load rejects those who waited and is tried again by the next', async () => {
    const cache = new IndexCache();
    const fail = () => Promise.reject(new Error('throttled'));
    const waiting = [cache.get('acme', 1, fail), cache.get('acme', 1, fail)];
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await cache.get('acme', 1, async () => faq(3))).size).toBe(3);
  });

  test('a load that fails late does not throw out the newer version that took its place', async () => {
    const cache = new IndexCache();
    let fail = (_: Error): void => {};
    const old = cache.get('acme', 1, () => new Promise((_, reject) => (fail = reject)));
    const { load, times } = loader(3);
    await cache.get('acme', 2, load);
    fail(new Error('throttled'));
    await expect(old).rejects.toThrow('throttled');
    await cache.get('acme', 2, load);
    expect(times()).toBe(1);
  });

  test('a caller who read an older version gets the newer index, and does not put an older one in its place', async () => {
    const cache = new IndexCache();
    const { load, times } = loader(3);
    const newer = await cache.get('acme', 2, load);
    expect(await cache.get('acme', 1, load)).toBe(newer);
    expect(await cache.get('acme', 2, load)).toBe(newer);
    expect(times()).toBe(1);
  });

  test('over its bound, the tenants that were not asked for the longest go first', async () => {
    const cache = new IndexCache({ maxBytes: 2.5 * buildIndex(faq(10)).bytes });
    const [a, b, c] = [loader(10), loader(10), loader(10)];
    await cache.get('a', 1, a.load);
    await cache.get('b', 1, b.load);
    await cache.get('a', 1, a.load);
    await cache.get('c', 1, c.load);
    await cache.get('a', 1, a.load);
    expect([a.times(), b.times(), c.times()]).toEqual([1, 1, 1]);
    await cache.get('b', 1, b.load);
    expect(b.times()).toBe(2);
  });

  test.each([
    ['long answers', { ...entry('question', 'あ'.repeat(5_000)) }],
    ['embeddings', { ...entry('question', 'answer'), embedding: { embedder: 'e', vector: new Array(3_072).fill(1) } }],
  ])('%s count by what they take, not as one entry each', async (_name, large) => {
    const cache = new IndexCache({ maxBytes: 3 * buildIndex(faq(1)).bytes });
    const small = loader(1);
    await cache.get('small', 1, small.load);
    await cache.get('large', 1, async () => [large, { ...large, faq_id: 'another' }, { ...large, faq_id: 'third' }]);
    await cache.get('small', 1, small.load);
    expect(small.times()).toBe(2);
  });

  test('an index larger than the bound is kept until another is asked for', async () => {
    const cache = new IndexCache({ maxBytes: 0.9 * buildIndex(faq(10)).bytes });
    const { load, times } = loader(10);
    expect((await cache.get('acme', 1, load)).size).toBe(10);
    await cache.get('acme', 1, load);
    expect(times()).toBe(1);
    await cache.get('sakura', 1, loader(1).load);
    await cache.get('acme', 1, load);
    expect(times()).toBe(2);
  });

  test('tenants of fifty entries are kept side by side, a thousand in the ordinary room: a second visit builds nothing', async () => {
    // A tenth of the tenants in a tenth of the room.
    const cache = new IndexCache({ maxBytes: 10_000_000 });
    const entries = datasets().flatMap((dataset) => dataset.entries);
    const load = jest.fn(async (tenant: number) =>
      Array.from({ length: 50 }, (_, i) => {
        const { question, answer } = entries[(tenant * 7 + i) % entries.length] ?? { question: '', answer: '' };
        return entry(`${question} ${tenant}`, answer, { faq_id: `${i}` });
      }),
    );
    let bytes = 0;
    for (let visit = 0; visit < 2; visit++) {
      bytes = 0;
      for (let tenant = 0; tenant < 100; tenant++) {
        bytes += (await cache.get(`tenant-${tenant}`, 1, () => load(tenant))).bytes;
      }
    }
    expect(load).toHaveBeenCalledTimes(100);
    expect(bytes).toBeLessThan(8_000_000);
  });
});
