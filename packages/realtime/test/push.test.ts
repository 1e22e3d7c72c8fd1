import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChatModel } from '@frontdesk/assistant';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import type { Posted } from '../src';
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

test('a connection that hangs delays nobody, and gets its frames in order once it goes on', async () => {
  const threads = threadsOn(store);
  await threads.join('hangs', 'visitor-1');
  await threads.join('hangs', 'stuck');
  await threads.say('hangs', 'Is there parking?');
  threads.outside.frames.clear();
  let goOn = (_posted: Posted): void => undefined;
  const held = new Promise<Posted>((resolve) => {
    goOn = resolve;
  });
  threads.outside.behaviour.set('stuck', () => held);
  const replying = threads.reply('hangs');
  while (threads.seen('visitor-1', 'message').length === 0) await nextTurn();
  expect(threads.seen('visitor-1', 'message.delta')).not.toHaveLength(0);
  goOn('sent');
  expect(await replying).toEqual({ state: 'answered' });
  const actions = threads.outside.frames.get('stuck')?.map(({ action }) => action);
  expect(actions).toEqual(['message.delta', 'message']);
});

/** A model that goes on once each piece was pushed. */
const piecemeal = (pushed: () => number): ChatModel => ({
  name: 'offline',
  async *stream() {
    for (const [number, text] of ['one ', 'two ', 'three ', 'four'].entries()) {
      while (pushed() < number) await nextTurn();
      yield { type: 'text', text };
    }
    yield { type: 'usage', input_tokens: 0, output_tokens: 0 };
    yield { type: 'stop', reason: 'stop' };
  },
});

test('a connection that missed a piece of a draft gets no more of them, but the finished reply', async () => {
  const deltas = (): number => threads.seen('visitor-1', 'message.delta').length;
  const threads = threadsOn(store, { model: piecemeal(() => deltas()) });
  await threads.join('lags', 'visitor-1');
  await threads.join('lags', 'lagging');
  await threads.say('lags', 'Is there parking?');
  let posts = 0;
  threads.outside.behaviour.set('lagging', () => {
    posts += 1;
    return 'slow';
  });
  expect(await threads.reply('lags')).toEqual({ state: 'answered' });
  expect(deltas()).toBeGreaterThan(2);
  expect(posts).toBe(2);
});

test('what kept frames from their connections is logged once, without what they said', async () => {
  const threads = threadsOn(store);
  for (const name of ['one', 'two']) {
    await threads.join('unreachable', name);
    threads.outside.behaviour.set(name, () => {
      throw new Error('no route to @connections');
    });
  }
  const warn = jest.spyOn(threads.deps.log, 'warn');
  await threads.say('unreachable', 'my knee hurts');
  const lines = warn.mock.calls.filter(([message]) => message === 'a frame was not pushed to everybody');
  warn.mockRestore();
  expect(lines).toHaveLength(1);
  expect(lines[0]?.[1]).toMatchObject({ frame: 'message', failed: 2, error: { message: 'no route to @connections' } });
  expect(JSON.stringify(lines)).not.toContain('knee');
});
