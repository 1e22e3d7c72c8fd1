import type { ChatModel } from '@frontdesk/assistant';
import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { timeOfId, ulids } from '@frontdesk/core/time';
import { createIdempotencyStore } from '@frontdesk/tables';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

let store: TestTables;
let call: Call;
/** What answers for the tenant's models at the moment. */
let model: ChatModel;

const broken: ChatModel = {
  name: 'broken',
  // biome-ignore lint/correctness/useYield: a model that fails before it says anything.
  async *stream() {
    throw new Error('the vendor is down');
  },
};

beforeAll(async () => {
  store = await startTestTables();
  const { tables, clock } = store;
  const platform = testPlatform({ clock, idempotency: createIdempotencyStore(tables) });
  const handler = httpHandler(declaration, platform, {
    tables,
    clock,
    ids: ulids(),
    metrics: platform.metrics,
    indexes: new IndexCache(),
    models: async () => new Map([['offline', model]]),
    embedders: async () => undefined,
  });
  call = callHandler(handler);
});
afterAll(() => store.close());

const claims = staffClaims('acme-dental');
const ask = (key: string | undefined, body: object) =>
  call('POST /chat', { claims, body: JSON.stringify(body), headers: key ? { 'idempotency-key': key } : {} });
const messages = async (session: string) =>
  (
    await call('GET /chat/sessions/{session_id}/messages', {
      claims,
      path: `/chat/sessions/${session}/messages`,
      params: { session_id: session },
    })
  ).body.messages;

describe('a turn that no model could answer', () => {
  test('is kept, and completed by the repeat of its request: one turn, however often it took', async () => {
    model = broken;
    for (let i = 0; i < 3; i += 1) {
      expect(await ask('key-1', { message: 'Hello!', session_id: 'one' })).toMatchObject({
        status: 502,
        body: { code: 'assistant_unavailable' },
      });
    }
    expect(await messages('one')).toMatchObject([{ role: 'user', text: 'Hello!' }]);

    model = offlineModel;
    const answered = await ask('key-1', { message: 'Hello!', session_id: 'one' });
    expect(answered.status).toBe(200);
    expect(await messages('one')).toMatchObject([{ role: 'user' }, { role: 'assistant', text: answered.body.reply }]);
    expect((await ask('key-1', { message: 'Hello!', session_id: 'one' })).text).toBe(answered.text);
  });

  test('is found again by a repeat that names no session', async () => {
    model = broken;
    await ask('key-2', { message: 'Hello!' });
    model = offlineModel;
    const { body } = await ask('key-2', { message: 'Hello!' });
    expect(await messages(body.session_id)).toHaveLength(2);
  });

  test('is left as it was by another request with its key, once the key is free again', async () => {
    model = broken;
    await ask('key-free', { message: 'I am Alice.', session_id: 'free' });
    store.clock.set(store.clock.now() + 2 * 86_400_000);
    model = offlineModel;
    await ask('key-free', { message: 'I am Bob.', session_id: 'free' });
    expect(await messages('free')).toMatchObject([{ text: 'I am Alice.' }, { text: 'I am Bob.' }, {}]);
  });

  test('is found in its session however many turns came after it', async () => {
    model = broken;
    const first = { message: 'Hello!', session_id: 'busy' };
    await ask('key-busy', first);
    model = offlineModel;
    for (let i = 0; i < 12; i += 1) await ask(undefined, { message: `Turn ${i}`, session_id: 'busy' });
    await ask('key-busy', first);
    const asked = (await messages('busy')).filter(({ text }: { text: string }) => text === 'Hello!');
    expect(asked).toHaveLength(1);
  });

  test('does not undo the answer of a repeat when the first try fails late', async () => {
    let giveUp: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    model = {
      name: 'frozen',
      async *stream() {
        begun();
        await new Promise<void>((resolve) => {
          giveUp = resolve;
        });
        throw new Error('the vendor is down');
      },
    };
    const late = ask('key-late', { message: 'Hello!', session_id: 'late' });
    await isBegun;
    store.clock.set(store.clock.now() + 31_000);
    model = offlineModel;
    const answered = await ask('key-late', { message: 'Hello!', session_id: 'late' });
    giveUp();
    expect((await late).status).not.toBe(200);
    expect(await messages('late')).toMatchObject([{ role: 'user' }, { text: answered.body.reply }]);
  });

  test('without a key is kept as a turn of its own: the same words may be meant twice', async () => {
    model = broken;
    await ask(undefined, { message: 'Hello!', session_id: 'three' });
    model = offlineModel;
    await ask(undefined, { message: 'Hello!', session_id: 'three' });
    expect((await messages('three')).filter(({ role }: { role: string }) => role === 'user')).toHaveLength(2);
  });

  test('is never found by the same key of another tenant', async () => {
    model = offlineModel;
    const mine = await ask('key-shared', { message: 'Hello!' });
    const theirs = await call('POST /chat', {
      claims: staffClaims('sakura-salon'),
      body: JSON.stringify({ message: 'Hello!' }),
      headers: { 'idempotency-key': 'key-shared' },
    });
    expect(theirs.body.session_id).not.toBe(mine.body.session_id);
  });
});

test('a key that is free again begins another session: the model never reads of who used it before', async () => {
  const heard: string[][] = [];
  model = {
    name: 'listening',
    stream: (request, options) => {
      heard.push(request.messages.flatMap((message) => ('text' in message ? [message.text] : [])));
      return offlineModel.stream(request, options);
    },
  };
  const alice = await ask('key-days', { message: 'I am Alice.' });
  store.clock.set(store.clock.now() + 2 * 86_400_000);
  const bob = await ask('key-days', { message: 'I am Bob.' });
  expect(bob.body.session_id).not.toBe(alice.body.session_id);
  expect(heard).toEqual([['I am Alice.'], ['I am Bob.']]);
});

test('a turn with a key, and the session it begins, have ids of their time: they sort by it', async () => {
  model = offlineModel;
  const { body } = await ask('key-ids', { message: 'Hello!' });
  expect([body.session_id, body.message_id].map(timeOfId)).toEqual([store.clock.now(), store.clock.now()]);
});
