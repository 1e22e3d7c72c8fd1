import type { ChatModel } from '@frontdesk/assistant';
import { offlineModel } from '@frontdesk/assistant/models';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { release, takeOver } from '../src';
import { addParking, TENANT, threadsOn } from './support/threads';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
  await addParking(store);
});
afterAll(() => store.close());

let count = 0;
const newThread = (): string => `t-${++count}`;
const tables = () => store.tables.forTenant(TENANT);
const texts = async (threadId: string): Promise<string[]> =>
  (await tables().messages.list(threadId, { limit: 100 })).items.map(
    ({ message_type, text }) => `${message_type}: ${text}`,
  );
const owning = (threadId: string, user_id = 'staff-1') => ({
  threadId,
  user_id,
  origin: { tenant: TENANT, traceparent: '' },
  remainingMs: () => 20_000,
});

test('a message is stored, published once, and pushed to the others in its thread', async () => {
  const t = newThread();
  const threads = threadsOn(store);
  await threads.join(t, 'visitor-1');
  await threads.join(t, 'other');
  await threads.join(newThread(), 'elsewhere');
  await threads.say(t, 'Is there parking?', { id: 'm1' });
  expect(threads.seen('other', 'message')).toMatchObject([
    { message: { messageId: 'm1', text: 'Is there parking?', sequence: 1 } },
  ]);
  expect(threads.outside.frames.has('visitor-1')).toBe(false);
  expect(threads.outside.frames.has('elsewhere')).toBe(false);
  const [published] = threads.outside.published;
  expect(published).toMatchObject({
    attributes: { messageType: 'user' },
    origin: { tenant: TENANT },
    body: { message: { messageId: 'm1', threadId: t }, connection: { isHumanOverride: false } },
  });
});

test('a message that is sent again gets the same place and causes nothing more', async () => {
  const t = newThread();
  const threads = threadsOn(store);
  const first = await threads.say(t, 'hello', { id: 'm1' });
  await threads.say(t, 'and', { id: 'm2' });
  expect(await threads.say(t, 'hello', { id: 'm1' })).toEqual(first);
  expect(threads.outside.published).toHaveLength(2);
  expect(await texts(t)).toEqual(['user: hello', 'user: and']);
  await expect(threads.say(t, 'something else', { id: 'm1' })).rejects.toMatchObject({ code: 'message_exists' });
});

test('messages in quick succession get one reply, which everybody in the thread sees grow', async () => {
  const t = newThread();
  const threads = threadsOn(store);
  await threads.join(t, 'visitor-1');
  await threads.say(t, 'Hello there');
  await threads.say(t, 'Is there parking?');
  expect(await threads.reply(t)).toEqual({ state: 'answered' });
  expect(await threads.reply(t)).toEqual({ state: 'nothing' });
  const said = await texts(t);
  expect(said).toHaveLength(3);
  expect(said[2]).toContain('Behind the house.');
  const [delta] = threads.seen('visitor-1', 'message.delta');
  const [message] = threads.seen('visitor-1', 'message') as unknown as { message: { messageId: string } }[];
  expect(delta?.replyId).toBe(message?.message.messageId);
});

test('a takeover silences the assistant at once, and a release does not make it hand over again', async () => {
  const t = newThread();
  const threads = threadsOn(store);
  await threads.join(t, 'visitor-1');
  await threads.join('@inbox', 'staff-1', 'staff');
  await threads.say(t, 'I want to talk to a human');
  expect(await threads.reply(t)).toEqual({ state: 'answered' });
  expect((await tables().threads.get(t))?.handoff).toBeDefined();
  expect(threads.seen('staff-1', 'thread.updated').at(-1)).toMatchObject({
    thread: { handoffSince: expect.any(Number) },
  });

  await takeOver(owning(t), threads.deps, tables());
  await expect(takeOver(owning(t, 'staff-2'), threads.deps, tables())).rejects.toMatchObject({ code: 'thread_owned' });
  await threads.say(t, 'Is there parking?');
  expect(await threads.reply(t)).toEqual({ state: 'nothing' });

  const given = await release(owning(t), threads.deps, tables());
  expect(given).toMatchObject({ owners: [{ user_id: 'staff-1', ended: 'released' }] });
  expect(given.handoff).toBeUndefined();
  expect(await threads.reply(t)).toEqual({ state: 'nothing' });
  await threads.say(t, 'Is there parking?');
  expect(await threads.reply(t)).toEqual({ state: 'answered' });
});

test('an owner who goes away gives the thread back, and what they left unanswered is answered', async () => {
  const t = newThread();
  const threads = threadsOn(store);
  await threads.say(t, 'Hello');
  await takeOver(owning(t), threads.deps, tables());
  const [check] = threads.outside.queued;
  expect(check).toMatchObject({ message: { body: { threadId: t } }, delaySeconds: 630 });
  await threads.say(t, 'Is there parking?');
  expect(await threads.reply(t)).toEqual({ state: 'nothing' });
  store.clock.set(store.clock.now() + 630_000);
  expect(await threads.reply(t)).toEqual({ state: 'answered' });
  expect((await tables().threads.get(t))?.owners).toMatchObject([{ user_id: 'staff-1', ended: 'absent' }]);
});

test('a question that the assistant has no answer to is among the unanswered, once for its burst', async () => {
  const t = newThread();
  const threads = threadsOn(store);
  await threads.say(t, 'One more thing:');
  await threads.say(t, 'Do you repair submarines?');
  expect(await threads.reply(t)).toEqual({ state: 'answered' });
  const { items } = await tables().logs.unanswered({ limit: 100 });
  expect(items.filter(({ session_id }) => session_id === t)).toMatchObject([
    { contact: `web:${t}`, message: 'One more thing:\nDo you repair submarines?', language: 'en' },
  ]);
});

test('a burst that is far too long is answered by its end', async () => {
  const t = newThread();
  const asked: string[] = [];
  const model: ChatModel = {
    ...offlineModel,
    stream: (request, signal) => {
      asked.push(request.messages.at(-1)?.text ?? '');
      return offlineModel.stream(request, signal);
    },
  };
  const threads = threadsOn(store, { model });
  for (let i = 0; i < 3; i += 1) await threads.say(t, 'x'.repeat(7_000));
  await threads.say(t, 'Is there parking?');
  await threads.reply(t);
  expect(asked.map((text) => text.length)).toEqual([8_000]);
  expect(asked[0]?.endsWith('Is there parking?')).toBe(true);
});
