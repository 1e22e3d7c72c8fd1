import type { Thread } from '@frontdesk/tables';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { changeThread } from '../src';
import { TENANT, threadsOn } from './support/threads';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const tables = () => store.tables.forTenant(TENANT);

/** Has every read of connections fail once a message was stored, as if whoever stored it had died there. */
const failAfterStoring = (): (() => void) => {
  let isStored = false;
  return store.around(async (call, next) => {
    const isOfConnections = call.operation === 'Query' && JSON.stringify(call.input).includes('connections');
    if (isStored && isOfConnections) throw new Error('DynamoDB is away');
    const output = await next(call.input);
    const { TransactItems = [] } = call.input as { TransactItems?: unknown[] };
    // The thread, the message, and what leads to it by its id.
    isStored ||= TransactItems.length === 3;
    return output;
  });
};

test('a message that was stored and published but not pushed is pushed when it is sent again', async () => {
  const threads = threadsOn(store);
  await threads.join('sent', 'other');
  const restore = failAfterStoring();
  await expect(threads.say('sent', 'hello', { id: 'm1' })).rejects.toThrow();
  restore();
  expect(threads.seen('other', 'message')).toHaveLength(0);
  await threads.say('sent', 'hello', { id: 'm1' });
  await threads.say('sent', 'hello', { id: 'm1' });
  expect(threads.seen('other', 'message')).toMatchObject([{ message: { messageId: 'm1', sequence: 1 } }]);
});

test('whoever comes after one that stored a reply and did not live to tell of it tells everybody, and alerts staff', async () => {
  const threads = threadsOn(store);
  await threads.join('told', 'visitor-1');
  await threads.say('told', 'I want to talk to a human');
  const restore = failAfterStoring();
  await expect(threads.reply('told')).rejects.toThrow();
  restore();
  expect(threads.seen('visitor-1', 'message')).toHaveLength(0);
  expect(await threads.reply('told')).toMatchObject({ state: 'busy' });

  store.clock.set(store.clock.now() + 31_000);
  expect(await threads.reply('told')).toEqual({ state: 'nothing' });
  expect(threads.seen('visitor-1', 'message')).toMatchObject([{ message: { messageType: 'bot' } }]);
  expect(threads.outside.published.at(-1)).toMatchObject({ attributes: { messageType: 'handoff' } });
  const thread = await tables().threads.get('told');
  expect(thread?.handoff).toMatchObject({ told: true });
  expect(thread?.reply).toBeUndefined();

  const alerts = threads.outside.published.length;
  expect(await threads.reply('told')).toEqual({ state: 'nothing' });
  expect(threads.outside.published).toHaveLength(alerts);
});

test('an invocation that goes on after its time was up changes nothing', async () => {
  const threads = threadsOn(store);
  await threads.say('late', 'hello');
  const before = await tables().threads.get('late');
  const late = changeThread(
    'late',
    (thread) => ({ thread: thread as Thread, result: undefined }),
    threads.deps,
    tables(),
    () => 0,
  );
  await expect(late).rejects.toMatchObject({ code: 'deadline_exceeded' });
  expect(await tables().threads.get('late')).toEqual(before);
});
