import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { type HttpPlatform, httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { createIdempotencyStore } from '@frontdesk/tables';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { serviceClaims, staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

let store: TestTables;
let call: Call;
/** What the model was asked, with everything it was told about the past. */
let heard: string[] = [];

const handlerOn = ({ tables, clock }: TestTables, over: Partial<HttpPlatform> = {}): Call => {
  const platform = testPlatform({ clock, idempotency: createIdempotencyStore(tables), ...over });
  const listening: typeof offlineModel = {
    ...offlineModel,
    stream: (request, signal) => {
      heard.push(request.messages.flatMap((message) => ('text' in message ? [message.text] : [])).join(' | '));
      return offlineModel.stream(request, signal);
    },
  };
  return callHandler(
    httpHandler(declaration, platform, {
      tables,
      clock,
      ids: ulids(),
      metrics: platform.metrics,
      indexes: new IndexCache(),
      models: async () => new Map([['offline', listening]]),
      embedders: async () => undefined,
    }),
  );
};

beforeAll(async () => {
  store = await startTestTables();
  call = handlerOn(store);
});
afterAll(() => store.close());
beforeEach(() => {
  heard = [];
});

const ALICE = '+12025550123';
const BOB = '+81312345678';

const ask = (
  session_id: string,
  phone_number?: string,
  { tenant = 'acme-dental', message = 'Hello!', key = '' } = {},
) =>
  call('POST /chat', {
    claims: staffClaims(tenant),
    body: JSON.stringify({ message, session_id, ...(phone_number && { phone_number }) }),
    headers: key === '' ? {} : { 'idempotency-key': key },
  });

const askedIn = async (session_id: string): Promise<string[]> => {
  const { body } = await call('GET /chat/sessions/{session_id}/messages', {
    claims: staffClaims('acme-dental'),
    path: `/chat/sessions/${session_id}/messages`,
    params: { session_id },
  });
  return body.messages
    .filter(({ role }: { role: string }) => role === 'user')
    .map(({ text }: { text: string }) => text);
};

const refusal = { status: 409, body: { code: 'session_of_other_contact' } };

describe('a session belongs to the phone number that it was given first', () => {
  test.each([
    ['with its first turn', async (session: string) => ask(session, ALICE)],
    [
      'later',
      async (session: string) => {
        await ask(session);
        return ask(session, ALICE);
      },
    ],
  ])('%s: another is refused before the model is asked, and nothing of its turn is kept', async (when, begin) => {
    const session = `given-${when.replaceAll(' ', '-')}`;
    expect((await begin(session)).status).toBe(200);
    const before = await askedIn(session);
    heard = [];
    const answer = await ask(session, BOB, { message: 'I am Bob.' });
    expect(answer).toMatchObject(refusal);
    expect(answer.body.errors).toEqual([{ location: 'body.phone_number', message: "is not the session's" }]);
    expect(answer.text).not.toContain(ALICE);
    expect(heard).toEqual([]);
    expect(await askedIn(session)).toEqual(before);

    expect((await ask(session, ALICE, { message: 'Still me.' })).status).toBe(200);
    expect((await ask(session, undefined, { message: 'And again.' })).status).toBe(200);
    expect(await askedIn(session)).toEqual([...before, 'Still me.', 'And again.']);
    const { turns } = await store.tables
      .forTenant('acme-dental')
      .logs.history({ sessionId: 'x', phoneNumber: BOB, limit: 9 });
    expect(turns).toEqual([]);
  });

  test('and a repeat of a request with a key gets the same refusal', async () => {
    await ask('keyed', ALICE);
    const [first, second] = [await ask('keyed', BOB, { key: 'k' }), await ask('keyed', BOB, { key: 'k' })];
    expect(first).toMatchObject(refusal);
    expect(second.text).toBe(first.text);
  });

  test('the same number may have many sessions, and its history is known in all of them', async () => {
    await ask('first-of-two', ALICE, { message: 'My dog is called Rex.' });
    expect((await ask('second-of-two', ALICE)).status).toBe(200);
    expect(heard.at(-1)).toContain('Rex');
  });

  test.each([
    ['that begins', async () => undefined],
    ['that began without one', async (session: string) => void (await ask(session))],
  ])('if many numbers claim a session %s at the same time, exactly one gets it', async (when, begin) => {
    const session = `raced-${when.length}`;
    await begin(session);
    const numbers = Array.from({ length: 8 }, (_, i) => `+1202555010${i}`);
    const answers = await Promise.all(numbers.flatMap((number) => [ask(session, number), ask(session, number)]));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const winners = new Set(
      numbers.filter((_, i) => answers.slice(2 * i, 2 * i + 2).some(({ status }) => status === 200)),
    );
    expect(winners.size).toBe(1);
    const known = await store.tables.forTenant('acme-dental').logs.session(session);
    expect([...(known?.contacts ?? [])].filter((contact) => contact.startsWith('+'))).toEqual([...winners]);
  });
});

describe('a session of one tenant', () => {
  test('does not affect a session of the same name of another tenant', async () => {
    await ask('shared-name', ALICE, { message: 'My dog is called Rex.' });
    heard = [];
    const theirs = await ask('shared-name', BOB, { tenant: 'sakura-salon' });
    expect(theirs.status).toBe(200);
    expect(heard.join()).not.toContain('Rex');
  });

  test('is never revealed to a caller who may not act for the tenant', async () => {
    await ask('not-yours', ALICE);
    const stranger = (session_id: string) =>
      call('POST /chat', {
        claims: serviceClaims('stranger'),
        headers: { 'x-client-id': 'acme-dental' },
        body: JSON.stringify({ message: 'Hello!', session_id, phone_number: BOB }),
      });
    const [real, unreal] = [await stranger('not-yours'), await stranger('never-begun')];
    expect(real).toMatchObject({ status: 403, body: { code: 'service_not_registered' } });
    expect(real.text).toBe(unreal.text);
  });
});
