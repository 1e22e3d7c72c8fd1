import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { type Followed, Follower, followAtOnce, packSnapshot, readSnapshot } from '../../../src/retrieval';
import { buildIndex, type FaqIndex } from '../../../src/retrieval/faq-index';
import { entry, someText } from '../../support/entries';
import { type Edit, someHistory } from '../../support/histories';
import { type MemoryFaq, memoryFaq } from '../../support/memory-faq';

const MINUTE_MS = 60_000;

const cold = (faq: MemoryFaq): Promise<Followed> => followAtOnce(faq.state(), faq.source);

/** One turn's part: what it has to wait for, and some steps more. */
const turn = async (follower: Follower, faq: MemoryFaq, more = Number.POSITIVE_INFINITY): Promise<void> => {
  const state = faq.state();
  let left = more;
  while (follower.followed.version < state.version && (follower.isNews(state) || left-- > 0))
    await follower.step(state, faq.source);
};

const warm = async (faq: MemoryFaq): Promise<Follower> => new Follower(await cold(faq), { stepEntries: 100 });

const storeSnapshot = async (faq: MemoryFaq): Promise<void> =>
  faq.snapshotMade(faq.state().version, packSnapshot(await cold(faq)));

const expectUpToDate = ({ index, version }: Followed, faq: MemoryFaq, queries: readonly string[]): void => {
  const anew = buildIndex(faq.left());
  expect(version).toBe(faq.state().version);
  expect(index.size).toBe(anew.size);
  for (const query of queries) expect(index.search(query, 10)).toEqual(anew.search(query, 10));
};

/** By id, the entries that an index holds. */
const entriesOf = (index: FaqIndex) =>
  new Map(
    index.parts.flatMap((part) => [...part.numbers()].map((n) => [part.segment.ids.at(n), part.segment.entry(n)])),
  );

const add = (...questions: string[]): Edit => ({ removed: [], written: questions.map((q) => entry(q, 'An answer.')) });
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `Question ${from + i}?`);
/** An import: many entries at once, and again. */
const addThousands = (faq: MemoryFaq): void => {
  for (let i = 0; i < 30; i++) faq.edit(add(...many(97, 97 * i)));
};
const knows = ({ followed }: Follower, id: string): boolean => entriesOf(followed.index).has(id);

describe('an index that follows', () => {
  test('ends where the FAQ is, and knows each small edit after the next turn, whatever is told, lost or stored meanwhile', async () => {
    const someEvent = fc.oneof(
      { weight: 8, arbitrary: fc.constant('edit' as const) },
      { weight: 1, arbitrary: fc.constant('untold' as const) },
      { weight: 1, arbitrary: fc.constant('lose' as const) },
      { weight: 2, arbitrary: fc.constant('minutes' as const) },
      { weight: 1, arbitrary: fc.constant('snapshot' as const) },
      { weight: 8, arbitrary: fc.nat({ max: 3 }) },
    );
    const someQueries = fc.array(someText, { minLength: 1, maxLength: 3 });
    const events = fc.array(someEvent, { maxLength: 40 });
    await assertProperty(
      fc.asyncProperty(someHistory, events, fc.boolean(), someQueries, async ({ first, edits }, all, long, queries) => {
        const faq = memoryFaq(first);
        const waiting = [...edits];
        const small = new Set<string>();
        const edit = (told: boolean): void => {
          const next = waiting.shift();
          if (!next) return;
          faq.edit(next, told);
          const ids = [...next.removed, ...next.written.map(({ faq_id }) => faq_id)];
          for (const id of ids)
            if (told && ids.length <= 4) small.add(id);
            else small.delete(id);
        };
        const follower = new Follower(await cold(faq), { stepEntries: 2 });
        if (long) faq.tellAtMost(MINUTE_MS);
        for (const event of all) {
          if (event === 'minutes') {
            faq.pass(100_000);
            // What a log that is too long told before the last minute is only known when everything has been read.
            if (long) small.clear();
          } else if (event === 'edit' || event === 'untold') edit(event === 'edit');
          else if (event === 'lose') faq.loseQuestions();
          else if (event === 'snapshot') await storeSnapshot(faq);
          else {
            await turn(follower, faq, event);
            const known = entriesOf(follower.followed.index);
            const there = entriesOf(buildIndex(faq.left()));
            for (const id of small) expect(known.get(id)).toEqual(there.get(id));
          }
        }
        await turn(follower, faq);
        expectUpToDate(follower.followed, faq, queries);
      }),
      { numRuns: 500 },
    );
  });

  test('reads what was changed, and nothing else', async () => {
    const faq = memoryFaq(add(...many(200)).written);
    const follower = await warm(faq);
    const reads = { ...faq.reads };
    faq.edit(add('Is there parking?'));
    faq.edit({ removed: ['Question 7?'], written: [] });
    await turn(follower, faq);
    expectUpToDate(follower.followed, faq, ['parking', 'Question 7?']);
    expect(faq.reads).toEqual({ ...reads, log: reads.log + 1, some: reads.some + 1, entries: reads.entries + 2 });
  });

  test('does not read again what it has counted, though the log still tells it', async () => {
    const faq = memoryFaq();
    const follower = await warm(faq);
    faq.edit(add(...many(30, 100)));
    for (let i = 0; i < 5; i++) {
      faq.edit(add(`Question ${i}?`));
      await turn(follower, faq);
    }
    expect(faq.reads).toMatchObject({ pages: 1, questions: 1, entries: 35 });
  });

  test('knows an edit after one step, though thousands that came before it are not followed yet', async () => {
    const faq = memoryFaq(add('First?').written);
    const follower = await warm(faq);
    addThousands(faq);
    faq.edit(add('Is there parking?'));
    await turn(follower, faq, 0);
    expect(knows(follower, 'Is there parking?')).toBe(true);
    expect(follower.followed.index.size).toBe(2);
    await turn(follower, faq, 1);
    faq.edit(add('Are dogs allowed?'));
    await turn(follower, faq, 0);
    expect(knows(follower, 'Are dogs allowed?')).toBe(true);
  });

  test('comes to an end with thousands, though the FAQ is edited before each turn', async () => {
    const faq = memoryFaq(add('First?').written);
    const follower = await warm(faq);
    addThousands(faq);
    for (let i = 0; i < 200; i++) {
      faq.edit(add(`Edit ${i}?`));
      await turn(follower, faq, 1);
    }
    await turn(follower, faq, 0);
    expectUpToDate(follower.followed, faq, ['Question 2000?', 'Edit 7?']);
  });

  test('of long entries takes few in a step', async () => {
    const faq = memoryFaq(add('First?').written);
    const follower = await warm(faq);
    faq.edit({ removed: [], written: many(25).map((question) => entry(question, 'long '.repeat(3_200))) });
    await turn(follower, faq, 1);
    expect(follower.followed.index.size).toBe(3);
  });

  test('reads everything when the log does not tell all, and knows edits while it does', async () => {
    const faq = memoryFaq(add(...many(1_000)).written);
    const follower = await warm(faq);
    faq.edit(add('Untold?'), false);
    faq.edit(add('Told?'));
    await turn(follower, faq, 2);
    expect([knows(follower, 'Told?'), knows(follower, 'Untold?')]).toEqual([true, false]);
    faq.edit(add('Meanwhile?'));
    await turn(follower, faq, 2);
    expect(knows(follower, 'Meanwhile?')).toBe(true);
    await turn(follower, faq);
    expectUpToDate(follower.followed, faq, ['untold', 'told', 'meanwhile']);
    // First all in one page, and then once more a hundred at a time, whatever was changed meanwhile.
    expect(faq.reads.pages).toBe(1 + 11);
  });

  test('reads everything when the questions of a change are not there', async () => {
    const faq = memoryFaq(add(...many(10)).written);
    const follower = await warm(faq);
    faq.edit(add(...many(30, 10)));
    faq.loseQuestions();
    await turn(follower, faq);
    expectUpToDate(follower.followed, faq, ['Question 33?']);
    expect(faq.reads.pages).toBe(2);
  });

  test('is made from a snapshot and what was changed since', async () => {
    const faq = memoryFaq(add(...many(50)).written);
    await storeSnapshot(faq);
    const { pages } = faq.reads;
    expectUpToDate(await cold(faq), faq, ['Question 3?']);
    faq.edit(add('Is there parking?'));
    expectUpToDate(await cold(faq), faq, ['parking']);
    expect(faq.reads).toMatchObject({ pages, some: 1 });
  });

  test('takes a later snapshot where thousands were changed', async () => {
    const faq = memoryFaq(add(...many(10)).written);
    const follower = await warm(faq);
    addThousands(faq);
    await storeSnapshot(faq);
    faq.edit(add('Is there parking?'));
    const { entries } = faq.reads;
    await turn(follower, faq);
    expectUpToDate(follower.followed, faq, ['Question 2000?', 'parking']);
    // The one edit is read for the index as it was, and for the one that takes its place.
    expect(faq.reads).toMatchObject({ snapshots: 1, entries: entries + 2 });
  });

  test('takes a snapshot that is made while it reads everything', async () => {
    const faq = memoryFaq(add(...many(2_000)).written);
    const follower = await warm(faq);
    faq.edit(add('Untold?'), false);
    await turn(follower, faq, 2);
    await storeSnapshot(faq);
    const { pages } = faq.reads;
    await turn(follower, faq);
    expectUpToDate(follower.followed, faq, ['untold']);
    expect(faq.reads).toMatchObject({ snapshots: 1, pages });
  });

  test('goes on reading everything when a snapshot that is made meanwhile cannot be read', async () => {
    const faq = memoryFaq(add(...many(2_000)).written);
    const follower = await warm(faq);
    faq.edit(add('Untold?'), false);
    await turn(follower, faq, 2);
    faq.snapshotMade(faq.state().version);
    await turn(follower, faq);
    expectUpToDate(follower.followed, faq, ['untold']);
    expect(faq.reads).toMatchObject({ snapshots: 1, pages: 2 + 21 });
  });

  test.each([
    ['there is none', () => undefined],
    ['it was made in another way', () => otherFormat()],
  ])('is made without the snapshot if %s', async (_name, snapshot) => {
    const faq = memoryFaq(add(...many(5)).written);
    faq.snapshotMade(1, snapshot());
    expectUpToDate(await cold(faq), faq, ['Question 3?']);
  });
});

const followed = (index: FaqIndex, version: number): Followed => ({
  ...{ index, version, readAt: 1, counted: new Set(['a']), ahead: new Map() },
});

/** A snapshot that says that it is of another format. */
const otherFormat = (): Uint8Array =>
  Buffer.from(
    Buffer.from(packSnapshot(followed(buildIndex([]), 9)))
      .toString('latin1')
      .replace('"format":', '"formax":'),
    'latin1',
  );

test('a snapshot is read as it was packed, from any place in a buffer', async () => {
  await assertProperty(
    fc.asyncProperty(someHistory, someText, fc.nat({ max: 7 }), async ({ first, edits }, query, offset) => {
      let index = buildIndex(first);
      for (const { removed, written } of edits) index = index.changed(removed, written);
      const packed = packSnapshot(followed(index, 7));
      const elsewhere = new Uint8Array(packed.length + offset);
      elsewhere.set(packed, offset);
      const read = readSnapshot(elsewhere.subarray(offset));
      expect(read).toMatchObject({ version: 7, readAt: 1, counted: new Set(['a']) });
      expect(read?.index.search(query, 10)).toEqual(index.search(query, 10));
    }),
    { numRuns: 300 },
  );
});
