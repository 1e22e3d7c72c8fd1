import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { addParking, TENANT, threadsOn } from './support/threads';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
  await addParking(store);
});
afterAll(() => store.close());

const membersOf = async (threadId: string): Promise<string[]> =>
  (await store.tables.forTenant(TENANT).connections.members(threadId)).map(({ connection_id }) => connection_id);

test('a connection that is gone is removed, but not one that may still be opening', async () => {
  const threads = threadsOn(store);
  await threads.join('gone', 'old');
  store.clock.set(store.clock.now() + 30_000);
  await threads.join('gone', 'new');
  threads.outside.behaviour.set('old', () => 'gone').set('new', () => 'gone');
  await threads.say('gone', 'hello');
  expect(await membersOf('gone')).toEqual(['new']);
});

test('nothing is pushed to a connection whose token has expired, though it is still open', async () => {
  const threads = threadsOn(store);
  await threads.join('expired', 'other', 'visitor', store.clock.now() + 60_000);
  await threads.say('expired', 'while it is good');
  store.clock.set(store.clock.now() + 61_000);
  await threads.say('expired', 'after that');
  expect(threads.seen('other', 'message')).toMatchObject([{ message: { text: 'while it is good' } }]);
});

test('a draft that cannot be pushed does not fail its reply', async () => {
  const threads = threadsOn(store);
  await threads.join('draft', 'visitor-1');
  await threads.say('draft', 'Is there parking?');
  let hasFailed = false;
  const restore = store.around((call, next) => {
    const isDraft = call.operation === 'Query' && JSON.stringify(call.input).includes('connections');
    if (!isDraft || hasFailed) return next(call.input);
    hasFailed = true;
    throw new Error('DynamoDB is away');
  });
  try {
    expect(await threads.reply('draft')).toEqual({ state: 'answered' });
  } finally {
    restore();
  }
  expect(hasFailed).toBe(true);
  expect(threads.seen('visitor-1', 'message')).toHaveLength(1);
});
