import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { openJournal } from '../../src/data/journal';

type Entry = { readonly set: string; readonly to: number | null };

const mapState = () => {
  const map = new Map<string, number>();
  return {
    map,
    apply: ({ set, to }: Entry): void => {
      if (to === null) map.delete(set);
      else map.set(set, to);
    },
    snapshot: (): Entry[] => [...map].map(([set, to]) => ({ set, to })),
  };
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-journal-'));
  path = join(folder, 'state', 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const reopened = async (): Promise<Map<string, number>> => {
  const state = mapState();
  await (await openJournal(path, state)).close();
  return state.map;
};

const entry = fc.record({
  set: fc.constantFrom('a', 'b', 'c', 'é\n', '__proto__'),
  to: fc.option(fc.integer(), { nil: null }),
});

test('whatever was appended, the state is the same when the journal is opened again', async () => {
  const runs = fc.array(fc.array(entry, { maxLength: 4 }), { maxLength: 8 });
  await assertProperty(
    fc.asyncProperty(runs, async (changes) => {
      rmSync(path, { force: true });
      const state = mapState();
      const journal = await openJournal(path, state);
      await Promise.all(changes.map((change) => journal.append(...change)));
      await journal.close();
      expect(await reopened()).toEqual(state.map);
    }),
    { numRuns: 50 },
  );
});

test('wherever a crash cuts off the last change, it counts completely or not at all', async () => {
  const journal = await openJournal(path, mapState());
  await journal.append({ set: 'a', to: 1 });
  const before = readFileSync(path).length;
  await journal.append({ set: 'a', to: 2 }, { set: 'b', to: 2 });
  await journal.close();
  const whole = readFileSync(path);
  for (let length = before; length < whole.length; length += 1) {
    writeFileSync(path, whole);
    truncateSync(path, length);
    expect(await reopened()).toEqual(new Map([['a', 1]]));
  }
});

test('what was appended is on disk when the append resolves', async () => {
  const journal = await openJournal(path, mapState());
  await journal.append({ set: 'a', to: 1 });
  expect(readFileSync(path, 'utf8')).toContain('"a"');
  await journal.close();
});

test('a file that is damaged in the middle is refused with its name, not read in part', async () => {
  const journal = await openJournal(path, mapState());
  await journal.append({ set: 'a', to: 1 });
  await journal.close();
  writeFileSync(path, `x${readFileSync(path, 'utf8')}`);
  await expect(openJournal(path, mapState())).rejects.toThrow(`${path} cannot be read at line 1.`);
});

test('a journal with many outdated entries is rewritten while it is used, and loses nothing', async () => {
  const state = mapState();
  const journal = await openJournal(path, state);
  const many = Array.from({ length: 10_001 }, (_, to): Entry => ({ set: 'a', to }));
  await journal.append(...many);
  await journal.append({ set: 'b', to: 1 });
  expect(readFileSync(path, 'utf8').length).toBeLessThan(100);
  await journal.append({ set: 'c', to: 2 });
  await journal.close();
  expect(await reopened()).toEqual(
    new Map([
      ['a', 10_000],
      ['b', 1],
      ['c', 2],
    ]),
  );
});
