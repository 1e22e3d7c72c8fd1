import { ulids } from '@frontdesk/core/time';
import { defaultSettings } from '@frontdesk/tenant';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import {
  addTask,
  availability,
  availabilityQuestion,
  changeTask,
  draftTask,
  newTask,
  patched,
  removeTask,
  type Scheduling,
  taskPatch,
} from '../src';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

/** Scheduling for a tenant as a tool gets it, with no request behind it. */
const schedulingFor = (tenant: string): Scheduling => ({
  tables: store.tables.forTenant(tenant),
  clock: store.clock,
  ids: ulids(),
  remainingMs: () => 20_000,
});

const tenAm = { starts_at: '2026-01-16T10:00:00Z', ends_at: '2026-01-16T11:00:00Z' };
const draft = (scheduling: Scheduling, over: object = {}) =>
  draftTask(newTask.parse({ kind: 'reservation', resource: 'chair-1', ...tenAm, ...over }), scheduling);
const morning = availabilityQuestion.parse({
  resource: 'chair-1',
  from: '2026-01-16T09:00:00Z',
  to: '2026-01-16T12:00:00Z',
});
const freeIn = async ({ tables }: Scheduling) => (await availability(tables, defaultSettings(), morning)).free;

test('a reservation occupies its time, can be moved, and frees its time', async () => {
  const scheduling = schedulingFor('acme-dental');
  const made = draft(scheduling);
  await addTask(scheduling, made);
  expect(await freeIn(scheduling)).toEqual([
    { starts_at: '2026-01-16T09:00:00.000Z', ends_at: '2026-01-16T10:00:00.000Z' },
    { starts_at: '2026-01-16T11:00:00.000Z', ends_at: '2026-01-16T12:00:00.000Z' },
  ]);
  const patch = taskPatch.parse({ starts_at: '2026-01-16T11:00:00Z', ends_at: '2026-01-16T12:00:00Z' });
  const moved = await changeTask(scheduling, { name: made.name }, (before) => patched(before, patch, 'body'));
  expect(moved).toMatchObject({ version: 2, starts_at: '2026-01-16T11:00:00.000Z' });
  expect(await freeIn(scheduling)).toEqual([
    { starts_at: '2026-01-16T09:00:00.000Z', ends_at: '2026-01-16T11:00:00.000Z' },
  ]);
  await removeTask(scheduling, { name: made.name });
  expect(await freeIn(scheduling)).toHaveLength(1);
  expect((await freeIn(scheduling))[0]).toMatchObject({ ends_at: '2026-01-16T12:00:00.000Z' });
});

test('a time that is taken is refused, with the reservations that are in the way', async () => {
  const scheduling = schedulingFor('sakura-salon');
  await addTask(scheduling, draft(scheduling, { name: 'first' }));
  await expect(addTask(scheduling, draft(scheduling, { name: 'second' }))).rejects.toMatchObject({
    code: 'slot_taken',
    options: { extensions: { conflicts: [expect.objectContaining({ name: 'first' })] } },
  });
});

test('a change that expects a different state is not made', async () => {
  const scheduling = schedulingFor('acme-legal');
  const made = draft(scheduling, { name: 'meeting' });
  await addTask(scheduling, made);
  const seen = { version: 0 };
  const expects = ({ version }: { version: number }): void => {
    seen.version = version;
    throw new Error('another version');
  };
  await expect(removeTask(scheduling, { name: 'meeting', expects })).rejects.toThrow('another version');
  expect(seen.version).toBe(1);
  expect(await scheduling.tables.tasks.get('meeting')).toEqual(made);
});

test('a patch that leaves a reservation without its resource is refused, and the field is named', () => {
  const made = draft(schedulingFor('acme-dental'));
  expect(() => patched(made, taskPatch.parse({ resource: null }), 'body')).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      options: expect.objectContaining({ errors: [{ location: 'body.resource', message: expect.any(String) }] }),
    }),
  );
});
