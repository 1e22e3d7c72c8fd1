import { assertProperty } from '@frontdesk/testkit/assert-property';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { type FaqEntry, faqId } from '../src';
import { embeddingAttributes, embeddingOf } from '../src/faq/embedding';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const entry = (question: string, over: Partial<FaqEntry> = {}): FaqEntry => ({
  faq_id: faqId(question),
  question,
  answer: 'An answer.',
  tags: [],
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  ...over,
});

const embedding = {
  embedder: 'text-embedding-3-small/512',
  vector: Float32Array.from({ length: 512 }, (_, i) => i / 512),
};

describe("an entry's embedding", () => {
  test('is read by the index, and by nobody else', async () => {
    const { faq, commit } = store.tables.forTenant('vectors-a');
    await commit([faq.create(entry('Parking?'), embedding)]);
    expect(await faq.all()).toEqual([{ ...entry('Parking?'), embedding }]);
    expect(await faq.get('Parking?')).toEqual(entry('Parking?'));
    expect((await faq.list({ limit: 10 })).items).toEqual([entry('Parking?')]);
  });

  test('takes four bytes a dimension', async () => {
    const { faq, commit } = store.tables.forTenant('vectors-b');
    await commit([faq.create(entry('Parking?'), embedding)]);
    const { Item } = await store.client.send('GetItem', {
      TableName: `${TEST_PREFIX}-faq`,
      Key: { client_id: 'vectors-b', question: 'Parking?' },
    });
    expect(Item?.embedding).toHaveLength(4 * 512);
  });

  test('goes with the words it was made of: a new answer has none until it is given one', async () => {
    const { faq, commit } = store.tables.forTenant('vectors-c');
    await commit([faq.create(entry('Parking?'), embedding)]);
    const changed = entry('Parking?', { answer: 'Another.', version: 2 });
    await commit([faq.replace(changed)]);
    expect(await faq.all()).toEqual([changed]);
    await commit([faq.embed(changed, embedding)]);
    expect(await faq.all()).toEqual([{ ...changed, embedding }]);
  });

  test('is not given to an entry that has changed meanwhile', async () => {
    const { faq, commit } = store.tables.forTenant('vectors-d');
    await commit([faq.create(entry('Parking?'))]);
    await commit([faq.replace(entry('Parking?', { answer: 'Another.', version: 2 }))]);
    await expect(commit([faq.embed(entry('Parking?'), embedding)])).rejects.toMatchObject({ code: 'write_conflict' });
  });

  test('comes out as it went in, wherever its bytes begin', () => {
    const vector = fc.float32Array({ minLength: 1, maxLength: 64, noNaN: true });
    assertProperty(
      fc.property(vector, fc.nat({ max: 7 }), (numbers, offset) => {
        const bytes = embeddingAttributes({ embedder: 'e', vector: numbers }).embedding as Uint8Array;
        const moved = new Uint8Array(bytes.length + offset);
        moved.set(bytes, offset);
        expect(embeddingOf({ embedder: 'e', embedding: moved.subarray(offset) })?.vector).toEqual(numbers);
      }),
    );
  });
});
