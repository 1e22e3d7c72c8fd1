import { setImmediate as turn } from 'node:timers/promises';
import { type FaqReader, IndexCache } from '../../../src/retrieval';
import { entry } from '../../support/entries';
import { memoryFaq } from '../../support/memory-faq';

const questions = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `Question ${from + i}?`);
const entries = (count: number, from = 0) => questions(count, from).map((question) => entry(question, 'An answer.'));

/** An instance that has the index of a small FAQ, which is then given thousands of entries. */
const afterAnImport = async () => {
  const faq = memoryFaq(entries(5));
  const indexes = new IndexCache(faq);
  const ask = (reader: FaqReader = faq.reader) => indexes.get('acme', faq.state(), reader);
  await ask();
  for (let i = 0; i < 20; i++) faq.edit({ removed: [], written: entries(98, 98 * i) });
  return { faq, ask };
};

test('nobody waits for a change of thousands: the index answers as far as it has come, and each who asks takes it further', async () => {
  const { faq, ask } = await afterAnImport();
  let answer = (): void => undefined;
  let reads = 0;
  const hanging = {
    ...faq.reader,
    read: async (wanted: readonly string[]) => {
      reads += 1;
      if (reads > 1) await new Promise<void>((resolve) => (answer = resolve));
      return faq.reader.read(wanted);
    },
  };
  // The second step is never answered while the first caller waits.
  expect((await ask(hanging)).size).toBe(25);
  expect((await ask(hanging)).size).toBe(25);
  expect(reads).toBe(2);
  answer();
  await turn();
  expect((await ask(hanging)).size).toBe(50);
  expect(reads).toBe(3);
});

test('what nobody waited for goes on while a turn waits for something else, and says why it cannot', async () => {
  const faq = memoryFaq(entries(5));
  const onFailure = jest.fn();
  const indexes = new IndexCache({ clock: faq.clock, onFailure });
  await indexes.get('acme', faq.state(), faq.reader);
  for (let i = 0; i < 20; i++) faq.edit({ removed: [], written: entries(98, 98 * i) });
  let answer = (): void => undefined;
  let reads = 0;
  const reader = {
    ...faq.reader,
    read: async (wanted: readonly string[]) => {
      reads += 1;
      if (reads === 2) await new Promise<void>((resolve) => (answer = resolve));
      if (reads === 10) throw new Error('throttled');
      return faq.reader.read(wanted);
    },
  };
  expect((await indexes.get('acme', faq.state(), reader)).size).toBe(25);
  answer();
  while (onFailure.mock.calls.length === 0) await turn();
  expect(onFailure).toHaveBeenCalledWith(new Error('throttled'));
  expect((await indexes.get('acme', faq.state(), faq.reader)).size).toBeGreaterThan(9 * 25);
});

test('a change of thousands is whole after enough have asked, and is then not read again', async () => {
  const { faq, ask } = await afterAnImport();
  let size = 0;
  for (let asked = 0; asked < 200 && size < 1_960; asked++) size = (await ask()).size;
  expect(size).toBe(1_960);
  await ask();
  const reads = { ...faq.reads };
  await ask();
  expect(faq.reads).toEqual(reads);
});

test('an ordinary edit is there for the next who asks, however slowly the FAQ is read', async () => {
  const faq = memoryFaq(entries(5));
  const indexes = new IndexCache(faq);
  await indexes.get('acme', faq.state(), faq.reader);
  faq.edit({ removed: ['Question 3?'], written: entries(1, 7) });
  const slow = {
    ...faq.reader,
    read: async (wanted: readonly string[]) => {
      const until = performance.now() + 100;
      while (performance.now() < until) await turn();
      return faq.reader.read(wanted);
    },
  };
  const index = await indexes.get('acme', faq.state(), slow);
  expect(index.search('Question 7?', 1)[0]?.entry.faq_id).toBe('Question 7?');
  expect(index.search('Question 3?', 9).map(({ entry: found }) => found.faq_id)).not.toContain('Question 3?');
});
