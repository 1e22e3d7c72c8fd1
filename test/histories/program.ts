import { startTestTables } from '@frontdesk/testkit/test-tables';
import type { Order, Report } from './campaign';
import { play } from './run';
import { installVirtualTime } from './simulation/virtual-time';

/**
 * Plays runs one after the other on an engine of its own, and writes a report of each as a line of JSON. It is a program by
 * itself, so that code under test can be bundled into it as it is or mutated. Its argument is an `Order` as JSON.
 */
const main = async (): Promise<void> => {
  const { seeds, withSteps } = JSON.parse(process.argv[2] ?? '') as Order;
  const store = await startTestTables();
  const restore = installVirtualTime();
  try {
    for (const seed of seeds) {
      const { history, violations } = await play(seed, store);
      const steps = withSteps || violations.length > 0 ? history.lines() : [];
      const report: Report = { seed, digest: history.digest(), taken: history.steps.length, violations, steps };
      process.stdout.write(`${JSON.stringify(report)}\n`);
    }
  } finally {
    restore();
    await store.close();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
