import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endChildren, startChild } from '@frontdesk/testkit/child-processes';
import { seed } from '@frontdesk/testkit/randomness';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { overlapping, stored } from './history';

const PROCESSES = 3;
const ACKNOWLEDGED_BEFORE = 15;

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(async () => {
  await endChildren();
  await store.close();
});

/** A booker, and the lines it has printed whole. */
const startBooker = (index: number) => {
  const own = [`booker${index}`, String(seed() + index)];
  const booker = startChild(['-r', 'tsx/cjs', join(__dirname, 'booker.ts'), store.endpoint, 'killed', ...own]);
  let said = '';
  booker.stdout.on('data', (text) => {
    said += text;
  });
  return { booker, lines: () => said.split('\n').slice(0, -1) };
};

test('kill -9 of processes that book: nothing overlaps or is orphaned, and acknowledged reservations exist or were moved', async () => {
  const bookers = Array.from({ length: PROCESSES }, (_, i) => startBooker(i));
  const deadline = Date.now() + 25_000;
  while (bookers.some(({ lines }) => lines().length < ACKNOWLEDGED_BEFORE)) {
    if (Date.now() > deadline) throw new Error('the bookers book nothing');
    await delay(20);
  }
  for (const { booker } of bookers) {
    const closed = once(booker, 'close');
    booker.kill('SIGKILL');
    await closed;
  }
  const { held, expected, found } = await stored(store, 'killed');
  expect(overlapping(held)).toEqual([]);
  expect(found).toEqual(expected);

  const kept = new Map(held.map(({ name, from, to }) => [name, `${name} ${from} ${to}`]));
  for (const { lines } of bookers) {
    const last = new Map(lines().map((line) => [line.split(' ')[0] ?? '', line]));
    const differ = [...last].filter(([name, line]) => kept.get(name) !== line);
    // The one that was under way when the process died may have been made without being printed.
    expect(differ.length).toBeLessThanOrEqual(1);
    for (const [name] of last) expect(kept.has(name)).toBe(true);
  }
}, 30_000);
