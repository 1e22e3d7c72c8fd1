import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { countWaits, type Waits } from '@frontdesk/testkit/waits';
import { intervalFor } from '../src/respond/draft';
import { addParking, threadsOn } from './support/threads';

let store: TestTables;
let waits: Waits;
beforeAll(async () => {
  store = await startTestTables();
  await addParking(store);
  waits = countWaits();
  store.around(waits.around);
});
afterAll(() => store.close());

test('a message is acknowledged after four waits for DynamoDB: to read, to store, to see who is there, to remember who was told', async () => {
  const threads = threadsOn(store);
  await threads.join('sent', 'other');
  expect(await waits.during(() => threads.say('sent', 'Is there parking?'))).toBe(4);
});

test('once the visitor is quiet, the first piece of the answer comes after two waits, and the whole after three more', async () => {
  const threads = threadsOn(store);
  await threads.join('answered', 'visitor-1');
  await threads.say('answered', 'Is there parking?');
  const at = new Map<string, number>();
  const { pause, connections } = threads.deps;
  const deps = {
    pause: async (ms: number, signal?: AbortSignal) => {
      await pause(ms, signal);
      if (!at.has('quiet')) at.set('quiet', waits.soFar());
    },
    connections: {
      post: (connectionId: string, frame: string) => {
        const { action } = JSON.parse(frame) as { action: string };
        if (!at.has(action)) at.set(action, waits.soFar());
        return connections.post(connectionId, frame);
      },
    },
  };
  Object.assign(threads.deps, deps);
  await waits.during(() => threads.reply('answered'));
  const [quiet = 0, first = 0, whole = 0] = ['quiet', 'message.delta', 'message'].map((moment) => at.get(moment));
  expect({ first: first - quiet, whole: whole - first }).toEqual({ first: 2, whole: 3 });
});

test('a thread posts a hundred pieces of a draft a second at most, however large it is, and four to each connection', () => {
  for (const members of [1, 10, 100, 1_000, 100_000]) {
    const perSecond = 1_000 / intervalFor(members);
    expect(perSecond).toBeLessThanOrEqual(4);
    expect(perSecond * members).toBeLessThanOrEqual(100);
  }
});
