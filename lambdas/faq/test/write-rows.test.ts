import { Problem } from '@frontdesk/core/errors';
import { Contention, faqId, type TenantTables } from '@frontdesk/tables';
import { quietLog } from '@frontdesk/testkit/quiet-log';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import type { GoodRow } from '../src/import/read-rows';
import { type WriteOptions, writeRows } from '../src/import/write-rows';

let store: TestTables;
let tenantTables: TenantTables;
let tenants = 0;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());
beforeEach(() => {
  tenants += 1;
  tenantTables = store.tables.forTenant(`tenant-${tenants}`);
});

const rows = (count: number, prefix = 'Question'): GoodRow[] =>
  Array.from({ length: count }, (_, i) => ({
    row: i + 1,
    content: { question: `${prefix} ${i + 1}?`, answer: 'An answer.', tags: [] },
  }));
const options = (over: Partial<WriteOptions> = {}): WriteOptions => ({
  clock: store.clock,
  log: quietLog,
  embedder: undefined,
  timeLeft: () => 29_000,
  ...over,
});
const entry = (question: string) => ({
  ...{ question, answer: 'Theirs.', tags: [], faq_id: faqId(question), version: 1 },
  ...{ created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' },
});
const make = (question: string) => tenantTables.commit([tenantTables.faq.create(entry(question))]);

/** The tables, with something put in the way of their commits. */
const doorWith = (
  before: (commits: number) => Promise<void> | void,
): { tenantTables: TenantTables; commits: () => number } => {
  let commits = 0;
  const commit: TenantTables['commit'] = async (writes, settlement) => {
    commits += 1;
    await before(commits);
    await tenantTables.commit(writes, settlement);
  };
  return { tenantTables: { ...tenantTables, commit }, commits: () => commits };
};
const unavailable = (): never => {
  throw new Problem('temporarily_unavailable');
};

test('only the row that somebody else writes at the same time is reported', async () => {
  const theirs = doorWith((commits) => (commits === 1 ? make('Question 7?') : undefined));
  const written = await writeRows(theirs.tenantTables, rows(20), options());
  expect(written).toMatchObject({ created: 19, bad: [{ row: 7 }] });
  expect(written.nextRow).toBeUndefined();
});

test('if DynamoDB fails, it is asked only once, and no row is reported as changed by somebody else', async () => {
  const failing = doorWith(unavailable);
  await expect(writeRows(failing.tenantTables, rows(97), options())).rejects.toMatchObject({
    code: 'temporarily_unavailable',
  });
  expect(failing.commits()).toBe(1);
});

test('if DynamoDB fails later, the result says how many rows were written and where to go on', async () => {
  const failing = doorWith((commits) => (commits === 1 ? undefined : unavailable()));
  expect(await writeRows(failing.tenantTables, rows(150), options())).toEqual({
    ...{ created: 97, replaced: 0, unchanged: 0, bad: [] },
    nextRow: 98,
  });
  expect(failing.commits()).toBe(2);
  expect(await writeRows(tenantTables, rows(150).slice(97), options())).toMatchObject({ created: 53 });
});

test('rows written one by one end when DynamoDB fails, at the row it failed for', async () => {
  const failing = doorWith((commits) => {
    if (commits === 1) return make('Question 2?');
    return commits > 4 ? unavailable() : undefined;
  });
  expect(await writeRows(failing.tenantTables, rows(20), options())).toMatchObject({
    ...{ created: 2, bad: [{ row: 2 }] },
    nextRow: 4,
  });
});

test('rows written one by one end when time is up', async () => {
  let left = 29_000;
  const slow = doorWith((commits) => {
    if (commits === 1) return make('Question 2?');
    left -= 10_000;
  });
  const written = await writeRows(slow.tenantTables, rows(97), options({ timeLeft: () => left }));
  expect(written).toMatchObject({ created: 2, bad: [{ row: 2 }], nextRow: 4 });
});

test('a transaction that loses to others is tried again as a whole', async () => {
  const contended = doorWith((commits) => {
    if (commits <= 3) throw new Contention();
  });
  expect(await writeRows(contended.tenantTables, rows(97), options())).toMatchObject({ created: 97, bad: [] });
  expect(contended.commits()).toBe(4);
});

test('imports at the same time are all complete', async () => {
  const imports = Array.from({ length: 6 }, (_, i) => writeRows(tenantTables, rows(196, `Import ${i},`), options()));
  for (const written of await Promise.all(imports)) {
    expect(written).toMatchObject({ created: 196, bad: [] });
    expect(written.nextRow).toBeUndefined();
  }
  expect(await tenantTables.faq.all()).toHaveLength(6 * 196);
});
