import { datasets } from '../../eval/dataset';
import { packSnapshot } from '../../src/retrieval';
import { buildIndex } from '../../src/retrieval/faq-index';
import { IndexCache } from '../../src/retrieval/index-cache';
import { entry } from '../support/entries';
import { type MemoryFaq, memoryFaq } from '../support/memory-faq';

const entries = (size: number) => Array.from({ length: size }, (_, i) => entry(`question ${i}`, 'answer'));
const faqOf = (size: number) => memoryFaq(entries(size));
const ask = (cache: IndexCache, tenant: string, faq: MemoryFaq) => cache.get(tenant, faq.state(), faq.reader);

const fail = () => Promise.reject(new Error('throttled'));

describe('index cache', () => {
  test('an index is made once as long as its version stays', async () => {
    const cache = new IndexCache();
    const faq = faqOf(3);
    const first = await ask(cache, 'acme', faq);
    expect(await ask(cache, 'acme', faq)).toBe(first);
    expect(faq.reads).toMatchObject({ pages: 1, log: 1 });
  });

  test('tenants never share an index', async () => {
    const cache = new IndexCache();
    const acme = await ask(cache, 'acme', faqOf(1));
    const sakura = await ask(cache, 'sakura', faqOf(2));
    expect([acme.size, sakura.size]).toEqual([1, 2]);
  });

  test('callers that come at the same moment share the work, cold and after an edit', async () => {
    const faq = faqOf(3);
    const cache = new IndexCache(faq);
    const indexes = await Promise.all(Array.from({ length: 20 }, () => ask(cache, 'acme', faq)));
    expect(new Set(indexes).size).toBe(1);
    expect(faq.reads.pages).toBe(1);
    faq.edit({ removed: [], written: [entry('Is there parking?', 'Yes.')] });
    const edited = await Promise.all(Array.from({ length: 20 }, () => ask(cache, 'acme', faq)));
    expect(edited.map(({ size }) => size)).toEqual(Array.from({ length: 20 }, () => 4));
    expect(faq.reads).toMatchObject({ pages: 1, log: 2, some: 1, entries: 4 });
  });

  test('a snapshot is asked for when a FAQ of more than a page has none that can be read, and only then', async () => {
    const get = jest.fn(async (): Promise<Uint8Array | undefined> => undefined);
    const tell = jest.fn(async () => undefined);
    const open = (faq: MemoryFaq) =>
      ask(new IndexCache({ clock: faq.clock, snapshots: { get, ask: tell } }), 'acme', faq);
    await open(faqOf(1_000));
    expect(tell).not.toHaveBeenCalled();

    const large = faqOf(3_500);
    await open(large);
    expect(tell.mock.calls).toEqual([['acme']]);
    expect(get).not.toHaveBeenCalled();

    // There is one, which another release has made in its own way.
    large.snapshotMade(1);
    expect((await open(large)).size).toBe(3_500);
    expect(tell.mock.calls).toEqual([['acme'], ['acme']]);
    expect(get).toHaveBeenCalledTimes(1);

    const { index, version } = { index: buildIndex(entries(3_500)), version: 1 };
    get.mockResolvedValue(packSnapshot({ index, version, readAt: 0, counted: new Set(), ahead: new Map() }));
    expect((await open(large)).size).toBe(3_500);
    expect(tell).toHaveBeenCalledTimes(2);
  });

  test('a failed reading rejects those who waited and is tried again by the next', async () => {
    const cache = new IndexCache();
    const faq = faqOf(3);
    const broken = { ...faq.reader, read: fail, pages: () => ({ [Symbol.asyncIterator]: () => ({ next: fail }) }) };
    const waiting = [cache.get('acme', faq.state(), broken), cache.get('acme', faq.state(), broken)];
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await ask(cache, 'acme', faq)).size).toBe(3);
  });

  test('when an edit cannot be read, the index answers as it was, says why, and follows when it can', async () => {
    const faq = faqOf(3);
    const onFailure = jest.fn();
    const cache = new IndexCache({ ...faq, onFailure });
    const before = await ask(cache, 'acme', faq);
    faq.edit({ removed: ['question 1'], written: [] });
    const broken = { ...faq.reader, read: fail };
    expect(await cache.get('acme', faq.state(), broken)).toBe(before);
    expect(onFailure).toHaveBeenCalledWith(new Error('throttled'));
    expect((await ask(cache, 'acme', faq)).size).toBe(2);
  });

  test('a caller who read an older version gets the newer index', async () => {
    const faq = faqOf(3);
    const cache = new IndexCache(faq);
    const older = faq.state();
    faq.edit({ removed: [], written: [entry('Is there parking?', 'Yes.')] });
    const newer = await ask(cache, 'acme', faq);
    expect(await cache.get('acme', older, faq.reader)).toBe(newer);
  });

  test('over its bound, the tenants that were not asked for the longest go first', async () => {
    const cache = new IndexCache({ maxBytes: 2.5 * buildIndex(entries(10)).bytes });
    const [a, b, c] = [faqOf(10), faqOf(10), faqOf(10)];
    await ask(cache, 'a', a);
    await ask(cache, 'b', b);
    await ask(cache, 'a', a);
    await ask(cache, 'c', c);
    await ask(cache, 'a', a);
    expect([a, b, c].map(({ reads }) => reads.pages)).toEqual([1, 1, 1]);
    await ask(cache, 'b', b);
    expect(b.reads.pages).toBe(2);
  });

  test('an index that grows by edits pushes others out too', async () => {
    const [a, b] = [faqOf(10), faqOf(10)];
    const cache = new IndexCache({ ...b, maxBytes: 2.5 * buildIndex(entries(10)).bytes });
    await ask(cache, 'a', a);
    await ask(cache, 'b', b);
    b.edit({ removed: [], written: [entry('long', 'あ'.repeat(20_000))] });
    await ask(cache, 'b', b);
    await ask(cache, 'a', a);
    expect(a.reads.pages).toBe(2);
  });

  test.each([
    ['long answers', { ...entry('question', 'あ'.repeat(5_000)) }],
    ['embeddings', { ...entry('question', 'answer'), embedding: { embedder: 'e', vector: new Array(3_072).fill(1) } }],
  ])('%s count by what they take, not as one entry each', async (_name, large) => {
    const cache = new IndexCache({ maxBytes: 3 * buildIndex(entries(1)).bytes });
    const small = faqOf(1);
    await ask(cache, 'small', small);
    await ask(cache, 'large', memoryFaq(['one', 'another', 'third'].map((faq_id) => ({ ...large, faq_id }))));
    await ask(cache, 'small', small);
    expect(small.reads.pages).toBe(2);
  });

  test('an index larger than the bound is kept until another is asked for', async () => {
    const cache = new IndexCache({ maxBytes: 0.9 * buildIndex(entries(10)).bytes });
    const faq = faqOf(10);
    expect((await ask(cache, 'acme', faq)).size).toBe(10);
    await ask(cache, 'acme', faq);
    expect(faq.reads.pages).toBe(1);
    await ask(cache, 'sakura', faqOf(1));
    await ask(cache, 'acme', faq);
    expect(faq.reads.pages).toBe(2);
  });

  test('tenants of fifty entries are kept side by side, a thousand in the ordinary room: a second visit reads nothing', async () => {
    // A tenth of the tenants in a tenth of the room.
    const cache = new IndexCache({ maxBytes: 10_000_000 });
    const known = datasets().flatMap((dataset) => dataset.entries);
    const tenants = Array.from({ length: 100 }, (_, tenant) =>
      memoryFaq(
        Array.from({ length: 50 }, (_, i) => {
          const { question, answer } = known[(tenant * 7 + i) % known.length] ?? { question: '', answer: '' };
          return entry(`${question} ${tenant}`, answer, { faq_id: `${i}` });
        }),
      ),
    );
    let bytes = 0;
    for (let visit = 0; visit < 2; visit++) {
      bytes = 0;
      for (const [tenant, faq] of tenants.entries()) bytes += (await ask(cache, `tenant-${tenant}`, faq)).bytes;
    }
    expect(tenants.map(({ reads }) => reads.pages)).toEqual(tenants.map(() => 1));
    expect(bytes).toBeLessThan(8_000_000);
  });
});
