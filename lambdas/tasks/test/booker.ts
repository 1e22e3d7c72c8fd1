/**
 * A process that books and moves reservations of one resource at random, and prints each as it is acknowledged, until
 * somebody kills it. Arguments: the engine's endpoint, the tenant, and a name of its own.
 */
import { openAllTables, repeatOnContention, type Task } from '@frontdesk/tables';
import { TEST_PREFIX, testClient, testClock } from '@frontdesk/testkit/test-tables';

const HALF_HOUR = 1_800_000;
const START = Date.UTC(2026, 0, 16);

const run = async ([endpoint = '', tenant = '', me = '']: readonly string[]): Promise<void> => {
  const client = testClient(endpoint);
  const clock = testClock();
  const { tasks, commit } = openAllTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: TEST_PREFIX,
    clock,
  }).forTenant(tenant);
  for (let made = 0; ; made += 1) {
    const name = `${me}-${made % 5}`;
    const from = START + Math.floor(Math.random() * 200) * HALF_HOUR;
    const to = from + (1 + Math.floor(Math.random() * 60)) * HALF_HOUR;
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
