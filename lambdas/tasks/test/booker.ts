/**
 * A process that books and moves reservations of one resource at random, and prints each as it is acknowledged, until
 * somebody kills it. Arguments: the engine's endpoint, the tenant, a name of its own, and the seed of what it wants.
 */
import { openAllTables, repeatOnContention, type Task } from '@frontdesk/tables';
import { TEST_PREFIX, testClient, testClock } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';

/** More reservations than a booker ever comes to make. */
const ENOUGH = 10_000;
const HALF_HOUR = 1_800_000;
const START = Date.UTC(2026, 0, 16);

const wanted = fc
  .record({ first: fc.nat({ max: 199 }), length: fc.integer({ min: 1, max: 60 }) })
  .map(({ first, length }) => ({ from: START + first * HALF_HOUR, to: START + (first + length) * HALF_HOUR }));

const run = async ([endpoint = '', tenant = '', me = '', seed = '']: readonly string[]): Promise<void> => {
  const client = testClient(endpoint);
  const clock = testClock();
  const { tasks, commit } = openAllTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: TEST_PREFIX,
    clock,
  }).forTenant(tenant);
  for (const [made, { from, to }] of fc.sample(wanted, { seed: Number(seed), numRuns: ENOUGH }).entries()) {
    const name = `${me}-${made % 5}`;
    try {
      await repeatOnContention(
        async () => {
          const before = await tasks.get(name);
          const after: Task = {
            name,
            kind: 'reservation',
            status: 'confirmed',
            resource: 'room',
            starts_at: new Date(from).toISOString(),
            ends_at: new Date(to).toISOString(),
            version: (before?.version ?? 0) + 1,
            created_at: '2026-01-15T09:00:00.000Z',
            updated_at: '2026-01-15T09:00:00.000Z',
          };
          await commit(await tasks.change(before, after));
        },
        () => 20_000,
      );
      process.stdout.write(`${name} ${from} ${to}\n`);
    } catch (error) {
      if ((error as { code?: string }).code !== 'slot_taken') throw error;
    }
  }
};

run(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
