import { assertProperty } from '@frontdesk/testkit/assert-property';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { canonicalQuestion, type FaqEntry, faqId, MAX_QUESTION_BYTES, questionOf } from '../src';
import { encodeCursor } from '../src/access/cursor';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const entry = (question: string, over: Partial<FaqEntry> = {}): FaqEntry => ({
  faq_id: faqId(question),
  question: canonicalQuestion(question),
  answer: 'An answer.',
  tags: [],
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  ...over,
});

describe("an FAQ entry's address", () => {
  test('leads back to its question, whatever the question is made of', () => {
    const question = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map(canonicalQuestion)
      .filter((text) => text !== '' && Buffer.byteLength(text) <= MAX_QUESTION_BYTES);
    assertProperty(fc.property(question, (text) => questionOf(faqId(text)) === text));
  });

  test('is of one spelling: another encoding of the same bytes is nobody’s address', () => {
    expect(questionOf(`${faqId('Parking?')}=`)).toBeUndefined();
    expect(questionOf('%%%')).toBeUndefined();
    expect(questionOf('')).toBeUndefined();
  });

  test('is the same for both ways of writing a letter', () => {
    expect(faqId('Cafe\u0301?')).toBe(faqId('Caf\u00e9?'));
  });
});

describe('the FAQ of a tenant', () => {
  test('refuses a second entry with the same question', async () => {
    const { faq, commit } = store.tables.forTenant('faq-a');
    await commit([faq.create(entry('Parking?'))]);
    await expect(commit([faq.create(entry('Parking?'))])).rejects.toMatchObject({ code: 'faq_exists', status: 409 });
  });

  test('refuses a change that was made from an old reading', async () => {
    const { faq, commit } = store.tables.forTenant('faq-b');
    await commit([faq.create(entry('Hours?'))]);
    await commit([faq.replace(entry('Hours?', { version: 2 }))]);
    await expect(commit([faq.replace(entry('Hours?', { version: 2 }))])).rejects.toMatchObject({
      code: 'write_conflict',
    });
  });

  test('changes its version with every change, or not at all', async () => {
    const { faq, prompts, commit } = store.tables.forTenant('faq-c');
    await commit([faq.create(entry('One?')), ...prompts.faqChanged(['One?'])]);
    expect((await prompts.faqState()).version).toBe(1);
    await expect(commit([faq.create(entry('One?')), ...prompts.faqChanged(['One?'])])).rejects.toMatchObject({
      code: 'faq_exists',
    });
    expect((await prompts.faqState()).version).toBe(1);
  });

  test('is listed whole, page by page, whatever the page size', async () => {
    const { faq, commit } = store.tables.forTenant('faq-d');
    const questions = Array.from({ length: 23 }, (_, i) => `Question ${String(i).padStart(2, '0')}?`);
    for (const question of questions) await commit([faq.create(entry(question))]);
    for (const limit of [1, 5, 22, 23, 24]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await faq.list({ limit, cursor });
        seen.push(...page.items.map((item) => item.question));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(questions);
    }
  });

  test('concurrent changes of different entries all succeed', async () => {
    const { faq, prompts, commit } = store.tables.forTenant('faq-e');
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        commit([faq.create(entry(`Concurrent ${i}?`)), ...prompts.faqChanged([`Concurrent ${i}?`])]),
      ),
    );
    expect((await prompts.faqState()).version).toBe(12);
    expect(await faq.all()).toHaveLength(12);
  });
});

describe('a cursor', () => {
  test.each([['of another tenant', 'faq-other']])('%s is refused', async (_name, other) => {
    const mine = store.tables.forTenant('faq-d').faq;
    const { nextCursor } = await mine.list({ limit: 2 });
    await expect(store.tables.forTenant(other).faq.list({ limit: 2, cursor: nextCursor ?? '' })).rejects.toMatchObject({
      code: 'invalid_cursor',
      status: 400,
    });
  });

  test('that is no cursor at all is refused', async () => {
    const { faq } = store.tables.forTenant('faq-d');
    const text = fc.string({ maxLength: 40 });
    await assertProperty(
      fc.asyncProperty(text, async (cursor) => {
        await expect(faq.list({ limit: 2, cursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
      }),
      { numRuns: 30 },
    );
  });
});

test('a forged cursor whose position is half of a surrogate pair is refused as one', async () => {
  const forged = (list: string) => encodeCursor('\ud800', ['faq-forged', list]);
  const { faq } = store.tables.forTenant('faq-forged');
  await expect(faq.list({ limit: 1, cursor: forged('faq') })).rejects.toMatchObject({ code: 'invalid_cursor' });
});

test('a forged cursor that is longer than any question is refused as one', async () => {
  const cursor = encodeCursor('x'.repeat(MAX_QUESTION_BYTES + 2_000), ['faq-forged', 'faq']);
  await expect(store.tables.forTenant('faq-forged').faq.list({ limit: 1, cursor })).rejects.toMatchObject({
    code: 'invalid_cursor',
  });
});
