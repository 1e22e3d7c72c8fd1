import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { type FaqEntry, faqId, faqReader, MOST_CHANGED_AT_ONCE } from '../src';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const entry = (question: string, over: Partial<FaqEntry> = {}): FaqEntry => ({
  ...{ faq_id: faqId(question), question, answer: 'An answer.', tags: [], version: 1 },
  ...{ created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z', ...over },
});
const DAY_MS = 86_400_000;

test('of changes that are made at once, each counts once and is told once', async () => {
  const { faq, prompts, commit } = store.tables.forTenant('log-a');
  const begun = store.clock.now();
  const questions = Array.from({ length: 12 }, (_, i) => `Concurrent ${i}?`);
  await Promise.all(questions.map((q) => commit([faq.create(entry(q)), ...prompts.faqChanged([q])])));
  const log = await prompts.faqLog(begun);
  expect(log?.version).toBe(12);
  expect(new Set(log?.changes.map(({ id }) => id)).size).toBe(12);
  expect(log?.changes.flatMap((change) => change.questions).sort()).toEqual([...questions].sort());
});

test('a change that is refused is neither counted nor told', async () => {
  const { faq, prompts, commit } = store.tables.forTenant('log-b');
  const writes = () => [faq.create(entry('One?')), ...prompts.faqChanged(['One?'])];
  await commit(writes());
  await expect(commit(writes())).rejects.toMatchObject({ code: 'faq_exists' });
  expect(await prompts.faqLog(0)).toMatchObject({ version: 1, changes: [{ questions: ['One?'] }] });
});

test('changes are told from a time on, for two days', async () => {
  const { prompts, commit } = store.tables.forTenant('log-c');
  const begun = store.clock.now();
  try {
    await commit(prompts.faqChanged(['First?']));
    store.clock.set(begun + 1_000);
    await commit(prompts.faqChanged(['Second?']));
    const told = async (since: number) => (await prompts.faqLog(since))?.changes.flatMap(({ questions }) => questions);
    expect(await told(begun)).toEqual(['First?', 'Second?']);
    expect(await told(begun + 1)).toEqual(['Second?']);
    store.clock.set(begun + 2 * DAY_MS);
    expect(await told(begun)).toEqual(['Second?']);
  } finally {
    store.clock.set(begun);
  }
});

test('a large change says how much it changed, and its questions to whoever asks', async () => {
  const { prompts, commit } = store.tables.forTenant('log-d');
  const many = Array.from({ length: MOST_CHANGED_AT_ONCE }, (_, i) => `Question ${i}?`);
  // Few, but longer than the log should be that is read again and again.
  const long = ['a', 'b'].map((letter) => letter.repeat(1_000));
  await commit(prompts.faqChanged(many));
  await commit(prompts.faqChanged(long));
  const { changes = [] } = (await prompts.faqLog(0)) ?? {};
  expect(changes).toEqual([
    { id: expect.any(String), count: 97 },
    { id: expect.any(String), count: 2 },
  ]);
  const ids = changes.map(({ id }) => id);
  expect([...(await prompts.faqQuestions([...ids, 'faq-change#none'])).entries()].sort()).toEqual([
    [ids[0], many],
    [ids[1], long],
  ]);
});

test('the log of a large import is short, and what was imported is not read with it', async () => {
  const { prompts, commit } = store.tables.forTenant('log-g');
  const questions = Array.from({ length: MOST_CHANGED_AT_ONCE }, (_, i) => `${i} ${'long '.repeat(150)}?`);
  for (let i = 0; i < 16; i++) await commit(prompts.faqChanged(questions));
  let answered = '';
  const stop = store.around(async (call, next) => {
    const answer = await next(call.input);
    answered += JSON.stringify(answer);
    return answer;
  });
  const log = await prompts.faqLog(0);
  stop();
  expect(log?.changes.map(({ count }) => count)).toEqual(Array(16).fill(97));
  expect(answered.length).toBeLessThan(16 * 200);
});

test('a change of an older release is told: it holds its questions however many they are', async () => {
  const { prompts, commit } = store.tables.forTenant('log-h');
  const questions = Array.from({ length: 98 }, (_, i) => `Question ${i}?`);
  const [change, version] = prompts.faqChanged([]);
  const { TableName, Item } = change?.item.Put ?? {};
  const { count: _, ...older } = { ...Item, questions } as Record<string, unknown>;
  await commit([{ item: { Put: { TableName, Item: older } } }, version].flatMap((write) => write ?? []));
  expect(await prompts.faqLog(0)).toEqual({
    version: 1,
    changes: [{ id: older.id, count: 98, questions }],
  });
});

test('whoever follows is told what is there, and what is not any more', async () => {
  const { faq, prompts, commit } = store.tables.forTenant('log-e');
  await commit([faq.create(entry('Here?')), ...prompts.faqChanged(['Here?'])]);
  const reader = faqReader(store.tables.forTenant('log-e'));
  expect(await reader.read(['Gone?', 'Here?'])).toEqual([
    { faq_id: faqId('Gone?') },
    { faq_id: faqId('Here?'), entry: entry('Here?') },
  ]);
});

test('pages are as short as they are asked to be, and hold everything', async () => {
  const { faq, prompts, commit } = store.tables.forTenant('log-f');
  const questions = Array.from({ length: 25 }, (_, i) => `Question ${String(i).padStart(2, '0')}?`);
  await commit([...questions.map((q) => faq.create(entry(q))), ...prompts.faqChanged(questions)]);
  const pages: string[][] = [];
  for await (const page of faq.pages(10)) pages.push(page.map(({ question }) => question));
  expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(pages.flat()).toEqual(questions);
});
