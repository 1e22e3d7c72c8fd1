import type { ChatModel } from '@frontdesk/assistant';
import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { ulids } from '@frontdesk/core/time';
import { faqId } from '@frontdesk/tables';
import { defaultSettings } from '@frontdesk/tenant';
import { quietLog } from '@frontdesk/testkit/quiet-log';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { type ConversationDeps, converse, type Incoming } from '../src';

const TENANT = 'acme-dental';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
  const { faq, prompts, commit } = store.tables.forTenant(TENANT);
  const parking = { question: 'Is there parking?', answer: 'Behind the house.', tags: [] };
  const entry = { ...parking, faq_id: faqId(parking.question), version: 1, created_at: '', updated_at: '' };
  await commit([faq.create(entry), ...prompts.faqChanged([entry.question])]);
});
afterAll(() => store.close());

const depsWith = (model: ChatModel): ConversationDeps => ({
  tables: store.tables,
  clock: store.clock,
  ids: ulids(),
  metrics: testPlatform().metrics,
  indexes: new IndexCache(),
  models: async () => new Map([['offline', model]]),
  embedders: async () => undefined,
});

const incoming = (over: Partial<Incoming> = {}): Incoming => ({
  tenant: TENANT,
  message: 'Is there parking?',
  receivedAt: store.clock.now(),
  settings: Promise.resolve(defaultSettings()),
  log: quietLog,
  remainingMs: () => 20_000,
  ...over,
});

const turnsOf = async (sessionId: string) => {
  const { logs } = store.tables.forTenant(TENANT);
  return (await logs.sessionTurns(sessionId, { limit: 10 }))?.items ?? [];
};

const broken: ChatModel = {
  name: 'offline',
  stream: () => {
    throw new Error('away');
  },
};

test('a message of a channel without HTTP is answered from the FAQ, and the turn is stored', async () => {
  const deps = depsWith(offlineModel);
  const reply = await converse(incoming({ sessionId: 'line-1' }), deps, (made) => ({ answer: made }));
  expect(reply).toMatchObject({ reply: expect.stringContaining('Behind the house.'), session_id: 'line-1' });
  expect(await turnsOf('line-1')).toEqual([
    expect.objectContaining({ message: 'Is there parking?', reply: reply.reply, message_id: reply.message_id }),
  ]);
});

test('nothing is stored or answered of a message that may not be answered', async () => {
  const refused = Promise.reject(new Error('suspended'));
  const answered: unknown[] = [];
  const turn = converse(incoming({ sessionId: 'line-2', settings: refused }), depsWith(offlineModel), (made) => {
    answered.push(made);
    return { answer: made };
  });
  await expect(turn).rejects.toThrow('suspended');
  expect(answered).toEqual([]);
  expect(await turnsOf('line-2')).toEqual([]);
});

test('a message that no model answers is kept, and a repeat of the same origin completes its turn', async () => {
  const id = ulids().next(store.clock.now());
  const message = (triedBefore: boolean) =>
    incoming({ sessionId: 'line-3', origin: Promise.resolve({ id, triedBefore }) });
  const settle = (made: { reply: string }) => ({ answer: made.reply });
  await expect(converse(message(false), depsWith(broken), settle)).rejects.toMatchObject({
    code: 'assistant_unavailable',
  });
  expect(await turnsOf('line-3')).toMatchObject([{ reply: '', message_id: id }]);
  const reply = await converse(message(true), depsWith(offlineModel), settle);
  expect(await turnsOf('line-3')).toMatchObject([{ reply, message_id: id }]);
});
