import fc from 'fast-check';
import { catchUp, type Followed, packSnapshot, readSnapshot } from '../../../src/retrieval';
import { buildIndex } from '../../../src/retrieval/faq-index';
import { entry, someText } from '../../support/entries';
import { type Edit, someHistory } from '../../support/histories';
import { type MemoryFaq, memoryFaq } from '../../support/memory-faq';

const sourceOf = (faq: MemoryFaq, snapshot?: () => Uint8Array | undefined) => ({
  ...faq.reader,
  snapshot: async () => snapshot?.(),
  now: faq.clock.now,
});

/** Runs to the end. Between two steps somebody else may act. */
const run = async (
  faq: MemoryFaq,
  followed?: Followed,
  { snapshot, between = () => undefined }: { snapshot?: () => Uint8Array | undefined; between?: () => void } = {},
): Promise<Followed> => {
  let last = followed;
  for await (const next of catchUp(followed, faq.state(), sourceOf(faq, snapshot))) {
    last = next ?? last;
    between();
  }
  if (!last) throw new Error('no index');
  return last;
};

const expectUpToDate = ({ index, version }: Followed, faq: MemoryFaq, queries: readonly string[]): void => {
  const anew = buildIndex(faq.left());
  expect(version).toBe(faq.state().version);
  expect(index.size).toBe(anew.size);
  for (const query of queries) expect(index.search(query, 10)).toEqual(anew.search(query, 10));
};

const add = (...questions: string[]): Edit => ({ removed: [], written: questions.map((q) => entry(q, 'An answer.')) });
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `Question ${from + i}?`);

describe('an index that catches up', () => {
  test('ends where the FAQ is, whoever edits it meanwhile, and whether or not the log tells all', async () => {
    /** What happens: an edit, one that the log does not tell, time that passes, or an instance that catches up. */
    const someEvent = fc.oneof(
      { weight: 5, arbitrary: fc.constant('edit' as const) },
      { weight: 1, arbitrary: fc.constant('untold' as const) },
      { weight: 2, arbitrary: fc.constant('minutes' as const) },
      { weight: 3, arbitrary: fc.constant('catch-up' as const) },
    );
    const someQueries = fc.array(someText, { minLength: 1, maxLength: 3 });
    const events = fc.array(someEvent, { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(someHistory, events, fc.boolean(), someQueries, async ({ first, edits }, all, busy, queries) => {
        const faq = memoryFaq(first);
        const waiting = [...edits];
        const edit = (told: boolean): void => {
          const next = waiting.shift();
          if (next) faq.edit(next, told);
        };
        let followed = await run(faq);
        for (const event of all) {
          if (event === 'minutes') faq.pass(100_000);
          else if (event !== 'catch-up') edit(event === 'edit');
          else followed = await run(faq, followed, { between: () => busy && edit(true) });
        }
        expectUpToDate(await run(faq, followed), faq, queries);
      }),
      { numRuns: 500 },
    );
  });

  test('reads what was changed, and nothing else', async () => {
    const faq = memoryFaq(add(...many(200)).written);
    const before = await run(faq);
    const reads = { ...faq.reads };
    faq.edit(add('Is there parking?'));
    faq.edit({ removed: ['Question 7?'], written: [] });
    expectUpToDate(await run(faq, before), faq, ['parking', 'Question 7?']);
    expect(faq.reads).toEqual({ ...reads, log: reads.log + 1, some: reads.some + 1, entries: reads.entries + 2 });
  });

  test('does not read again what it has counted, though the log still tells it', async () => {
    const faq = memoryFaq();
    let followed = await run(faq);
    for (let i = 0; i < 5; i++) {
      faq.edit(add(`Question ${i}?`));
      followed = await run(faq, followed);
    }
    expect(faq.reads).toMatchObject({ pages: 1, some: 5, entries: 5 });
  });

  test('reads everything when the log does not tell all', async () => {
    const faq = memoryFaq(add(...many(10)).written);
    const before = await run(faq);
    faq.edit(add('Untold?'), false);
    faq.edit(add('Told?'));
    expectUpToDate(await run(faq, before), faq, ['untold', 'told']);
    // The first ten in one page, and then everything in steps of a hundred.
    expect(faq.reads.pages).toBe(2);
  });

  test('is made from a snapshot and what was changed since', async () => {
    const faq = memoryFaq(add(...many(50)).written);
    const snapshot = packSnapshot(await run(faq));
    faq.snapshotMade(faq.state().version);
    const { pages } = faq.reads;
    expectUpToDate(await run(faq, undefined, { snapshot: () => snapshot }), faq, ['Question 3?']);
    faq.edit(add('Is there parking?'));
    expectUpToDate(await run(faq, undefined, { snapshot: () => snapshot }), faq, ['parking']);
    expect(faq.reads).toMatchObject({ pages, some: 1 });
  });

  test('takes a later snapshot where thousands were changed', async () => {
    const faq = memoryFaq(add(...many(10)).written);
    const before = await run(faq);
    for (let i = 0; i < 30; i++) faq.edit(add(...many(98, 98 * i)));
    const snapshot = packSnapshot(await run(faq));
    faq.snapshotMade(faq.state().version);
    const reads = { ...faq.reads };
    expectUpToDate(await run(faq, before, { snapshot: () => snapshot }), faq, ['Question 2000?']);
    expect(faq.reads).toEqual({ ...reads, log: reads.log + 1 });
  });

  test.each([
    ['there is none', () => undefined],
    ['it was made in another way', () => Buffer.from(otherFormat())],
  ])('is made without the snapshot if %s', async (_name, snapshot) => {
    const faq = memoryFaq(add(...many(5)).written);
    faq.snapshotMade(1);
    expectUpToDate(await run(faq, undefined, { snapshot }), faq, ['Question 3?']);
  });
});

/** A snapshot that says that it is of another format. */
const otherFormat = (): Uint8Array => {
  const followed = { index: buildIndex([]), version: 9, readAt: 0, counted: new Set<string>() };
  return Buffer.from(
    Buffer.from(packSnapshot(followed)).toString('latin1').replace('"format":', '"formax":'),
    'latin1',
  );
};

test('a snapshot is read as it was packed, from any place in a buffer', async () => {
  await fc.assert(
    fc.asyncProperty(someHistory, someText, fc.nat({ max: 7 }), async ({ first, edits }, query, offset) => {
      let index = buildIndex(first);
      for (const { removed, written } of edits) index = index.changed(removed, written);
      const packed = packSnapshot({ index, version: 7, readAt: 1, counted: new Set(['a']) });
      const elsewhere = new Uint8Array(packed.length + offset);
      elsewhere.set(packed, offset);
      const read = readSnapshot(elsewhere.subarray(offset));
      expect(read).toMatchObject({ version: 7, readAt: 1, counted: new Set(['a']) });
      expect(read?.index.search(query, 10)).toEqual(index.search(query, 10));
    }),
    { numRuns: 300 },
  );
});
