import type { TestTables } from '@frontdesk/testkit/test-tables';
import { type Evidence, type Violation, violationsOf } from './checks';
import { drawFaults, NO_FAULTS } from './doors/faults';
import { History } from './history';
import { Random } from './simulation/random';
import { type Manner, Scheduler } from './simulation/scheduler';
import { bringOn } from './world/cast';
import { THREAD } from './world/names';
import { drawScript } from './world/script';
import { makeWorld } from './world/world';

/** When every run begins. */
const START = Date.UTC(2026, 0, 15, 9, 0, 0);

/** More messages than a run has. */
const ALL = 1_000;

const drawManner = (random: Random): Manner => ({
  order: random.pick(['even', 'favourites']),
  haste: random.pick([0, 0.002, 0.02, 0.1]),
  longestStep: random.pick([0, 1, 20, 300]),
});

export interface Played {
  readonly history: History;
  readonly violations: readonly Violation[];
}

/** What is stored in the end, read from the tables past every door. */
const remainsOf = async (
  { tables, clock }: TestTables,
  tenant: string,
  end: number,
): Promise<Pick<Evidence, 'end' | 'thread' | 'messages'>> => {
  clock.set(end);
  const { threads, messages } = tables.forTenant(tenant);
  return { end, thread: await threads.get(THREAD), messages: await messages.since(THREAD, -1, ALL) };
};

const restless = (error: unknown): Violation => ({
  promise: 'whatever happens, everything comes to rest',
  what: [error instanceof Error ? error.message : String(error)],
});

/**
 * Plays one run, all of which follows from its seed: who does what, what goes wrong, and in which order it happens. Once nobody
 * has anything more to do, nothing more goes wrong, and whatever is under way comes to its end; then clients catch up.
 * @param store in which the seed has not been played before: each run has a tenant of its own, named by its seed.
 */
export const play = async (seed: number, store: TestTables): Promise<Played> => {
  const tenant = `tenant-${seed}`;
  const random = new Random(seed);
  const history = new History(START);
  const script = drawScript(random);
  let faults = drawFaults(random);
  const scheduler = new Scheduler(random, drawManner(random), history, START);
  const world = makeWorld({ tenant, client: store.client, scheduler, history, faults: () => faults });
  const { clients, isBusy } = bringOn(script, { tenant, threadId: THREAD, scheduler, history, ...world });
  const unhandled = (error: unknown): void => {
    history.record({ type: 'unhandled', error: String(error) });
    history.note(`nobody handles ${error}`);
  };
  process.on('unhandledRejection', unhandled);
  try {
    await scheduler.run(() => {
      if (!isBusy()) faults = NO_FAULTS;
      if (random.chance(faults.dropped)) random.pick(clients).drop();
      world.invocations.strike();
    });
    history.note('everything has come to rest, and everybody catches up');
    for (const each of clients) each.catchUp();
    await scheduler.run(() => undefined);
  } catch (error) {
    return { history, violations: [restless(error)] };
  } finally {
    process.off('unhandledRejection', unhandled);
  }
  const views = clients.map(({ name, view, isDone }) => ({ name, messages: view.messages(), isDone }));
  const remains = await remainsOf(store, tenant, scheduler.now());
  return { history, violations: violationsOf({ history, views, ...remains }) };
};
