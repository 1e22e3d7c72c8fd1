import { buildIndex, IndexCache } from '@frontdesk/assistant/retrieval';
import { faqId, faqReader, repeatOnContention } from '@frontdesk/tables';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const WORDS = 'parking price opening hours 駐車場 料金 カット whitening check-up insurance children cards'.split(' ');
/** Some words, others for each number. */
const fewWords = (n: number): string => [0, 1, 2].map((i) => WORDS[(n * (i + 3) + i) % WORDS.length]).join(' ');

const TENANT = 'acme-dental';
const WRITERS = 4;
const EDITS = 25;

test('instances that follow a FAQ while many edit it end with the index of what is there', async () => {
  const { faq, prompts, commit } = store.tables.forTenant(TENANT);
  const instances = Array.from({ length: 3 }, () => new IndexCache({ clock: store.clock }));
  const ask = async (indexes: IndexCache) =>
    indexes.get(TENANT, await prompts.faqState(), faqReader(store.tables.forTenant(TENANT)));

  /** Adds an entry, changes it or removes it: whichever its question's entry allows. */
  const edit = (question: string, round: number): Promise<void> =>
    repeatOnContention(
      async () => {
        const before = await faq.get(question);
        const changed = prompts.faqChanged([question]);
        if (before && round % 3 === 0) return commit([faq.remove(before), ...changed]);
        const entry = {
          ...{ question, answer: fewWords(round), tags: [], faq_id: faqId(question), updated_at: '' },
          ...{ version: (before?.version ?? 0) + 1, created_at: before?.created_at ?? String(round) },
        };
        return commit([before ? faq.replace(entry) : faq.create(entry), ...changed]);
      },
      () => 20_000,
    );

  let writing = true;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let round = 0; round < EDITS; round++) await edit(`Question ${writer}-${round % 7}?`, writer * EDITS + round);
  });
  const readers = instances.map(async (indexes) => {
    while (writing) expect((await ask(indexes)).size).toBeLessThanOrEqual(7 * WRITERS);
  });
  await Promise.all(writers);
  writing = false;
  await Promise.all(readers);

  const anew = buildIndex(await faq.all());
  for (const indexes of instances) {
    const index = await ask(indexes);
    expect(index.size).toBe(anew.size);
    for (let i = 0; i < 20; i++) expect(index.search(fewWords(i), 10)).toEqual(anew.search(fewWords(i), 10));
  }
});
