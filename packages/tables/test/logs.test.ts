import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import type { Turn } from '../src';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

let serial = 0;
const turn = (over: Partial<Turn> = {}): Turn => {
  serial += 1;
  return {
    message_id: `01J${String(serial).padStart(23, '0')}`,
    session_id: 's1',
    contact: 'web:s1',
    ts: new Date(store.clock.now() + serial).toISOString(),
    message: `question ${serial}`,
    reply: `answer ${serial}`,
    model: 'offline',
    sources: [],
    handoff: false,
    unanswered: false,
    language: 'en',
    usage: { input_tokens: 0, output_tokens: 0 },
    ...over,
  };
};

const record = async (tenant: string, each: Turn, expiresAt?: number): Promise<void> => {
  const { logs, commit } = store.tables.forTenant(tenant);
  await commit(logs.recordTurn(each, await logs.session(each.session_id), expiresAt));
};

describe('the log of turns', () => {
  test('a session is found by its first turn, and by no other tenant', async () => {
    await record('log-a', turn({ session_id: 'only-a', contact: 'web:only-a' }));
    expect(await store.tables.forTenant('log-a').logs.session('only-a')).toMatchObject({ session_id: 'only-a' });
    expect(await store.tables.forTenant('log-b').logs.session('only-a')).toBeUndefined();
  });

  test('two turns in one millisecond are both kept', async () => {
    const at = new Date(store.clock.now()).toISOString();
    await record('log-c', turn({ ts: at }));
    await record('log-c', turn({ ts: at }));
    const { turns } = await store.tables.forTenant('log-c').logs.history({ sessionId: 's1', limit: 10 });
    expect(turns).toHaveLength(2);
  });

  test('a session that a customer went on with by phone is read in order, page by page', async () => {
    const { logs } = store.tables.forTenant('log-d');
    const sent: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      const each = turn({ session_id: 'mixed', contact: i % 3 === 0 ? 'web:mixed' : '+12025550123' });
      sent.push(each.message);
      await record('log-d', each);
    }
    const session = await logs.session('mixed');
    if (!session) throw new Error('no session');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await logs.sessionTurns(session, { limit: 2, cursor });
      seen.push(...page.items.map(({ message }) => message));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(sent);
  });

  test("a contact's history crosses sessions, and a session keeps its contact when the number is not named again", async () => {
    const { logs } = store.tables.forTenant('log-e');
    await record('log-e', turn({ session_id: 'first', contact: '+12025550100' }));
    await record('log-e', turn({ session_id: 'second', contact: '+12025550100' }));
    const named = await logs.history({ sessionId: 'third', phoneNumber: '+12025550100', limit: 10 });
    expect(named.turns).toHaveLength(2);
    const unnamed = await logs.history({ sessionId: 'second', limit: 10 });
    expect(unnamed.contact).toBe('+12025550100');
    expect(unnamed.turns).toHaveLength(2);
  });

  test('what has expired is not read, swept or not', async () => {
    const { logs } = store.tables.forTenant('log-f');
    const until = Math.floor(store.clock.now() / 1000) + 60;
    await record('log-f', turn({ session_id: 'brief', contact: 'web:brief' }), until);
    expect((await logs.history({ sessionId: 'brief', limit: 5 })).turns).toHaveLength(1);
    store.clock.set(store.clock.now() + 61_000);
    expect((await logs.history({ sessionId: 'brief', limit: 5 })).turns).toHaveLength(0);
    expect(await logs.session('brief')).toBeUndefined();
  });
});
