import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { Contention, logsTable, type Turn } from '../src';
import { encodeCursor } from '../src/access/cursor';

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

/** What customers said in a session, read page by page. */
const read = async (tenant: string, sessionId: string, limit = 2): Promise<string[]> => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.tables.forTenant(tenant).logs.sessionTurns(sessionId, { limit, cursor });
    seen.push(...(page?.items ?? []).map(({ message }) => message));
    cursor = page?.nextCursor ?? undefined;
  } while (cursor);
  return seen;
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
    const sent: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      const each = turn({ session_id: 'mixed', contact: i % 3 === 0 ? 'web:mixed' : '+12025550123' });
      sent.push(each.message);
      await record('log-d', each);
    }
    expect(await read('log-d', 'mixed')).toEqual(sent);
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

  test('a session is read whole, in whichever order its first turns were committed', async () => {
    const { logs, commit } = store.tables.forTenant('log-order');
    const [first, second] = [turn({ session_id: 'race' }), turn({ session_id: 'race' })];
    await commit(logs.recordTurn(second, undefined, undefined));
    await expect(commit(logs.recordTurn(first, undefined, undefined))).rejects.toBeInstanceOf(Contention);
    await record('log-order', first);
    expect(await read('log-order', 'race')).toEqual([first.message, second.message]);
  });

  test('a turn without a reply never takes the place of one that was answered', async () => {
    const { logs, commit } = store.tables.forTenant('log-late');
    const unanswered = turn({ session_id: 'late', contact: 'web:late', reply: '' });
    await record('log-late', unanswered);
    await record('log-late', unanswered);
    await record('log-late', { ...unanswered, reply: 'Here you are.' });
    await expect(commit(logs.recordTurn(unanswered, await logs.session('late'), undefined))).rejects.toMatchObject({
      code: 'idempotency_in_flight',
    });
    const { turns } = await logs.history({ sessionId: 'late', limit: 10 });
    expect(turns).toMatchObject([{ reply: 'Here you are.' }]);
  });

  test.each([
    ['before the list', '\u0001'],
    ['behind the list', '\u{1f697}'],
    ['longer than a key', 'x'.repeat(2_000)],
    ['in another form', 'session#s1'],
  ])('a forged cursor that leads %s is refused as one', async (_name, position) => {
    const { logs } = store.tables.forTenant('log-forged');
    await record('log-forged', turn({ session_id: 'forged', contact: 'web:forged' }));
    const refusal = { code: 'invalid_cursor' };
    const inSession = encodeCursor(position, ['log-forged', 'session', 'forged']);
    const inUnanswered = encodeCursor(position, ['log-forged', 'unanswered']);
    await expect(logs.sessionTurns('forged', { limit: 2, cursor: inSession })).rejects.toMatchObject(refusal);
    await expect(logs.unanswered({ limit: 2, cursor: inUnanswered })).rejects.toMatchObject(refusal);
  });

  test.each([
    ['a session', 'session'],
    ['unanswered questions', 'unanswered'],
  ])('a page of %s ends before an answer could not hold it, and none is left out', async (_name, list) => {
    const { logs } = store.tables.forTenant(`log-long-${list}`);
    const turns = 20;
    for (let i = 0; i < turns; i += 1) {
      const message = `${i}${'"'.repeat(100_000)}`;
      await record(`log-long-${list}`, turn({ unanswered: list === 'unanswered', message }));
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = { limit: 100, ...(cursor !== undefined && { cursor }) };
      const found = list === 'session' ? await logs.sessionTurns('s1', page) : await logs.unanswered(page);
      const { items = [], nextCursor } = found ?? {};
      expect(items.length).toBeGreaterThan(0);
      expect(Buffer.byteLength(JSON.stringify(JSON.stringify(items)))).toBeLessThan(6_000_000);
      seen.push(...items.map(({ message }) => message.replaceAll('"', '')));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(list === 'session' ? seen : seen.reverse()).toEqual(Array.from({ length: turns }, (_, i) => String(i)));
  });

  test('a session that was split between two numbers before goes on with each of them, and with no third', async () => {
    const { logs, commit } = store.tables.forTenant('log-split');
    const [ALICE, BOB] = ['+12025550123', '+81312345678'];
    const begun = turn({ session_id: 'split', contact: ALICE });
    await commit(logs.recordTurn(begun, undefined, undefined));
    const pointer = { client_id: 'log-split', sk: 'session#split', started_at: begun.ts };
    await store.client.send('PutItem', {
      TableName: `${TEST_PREFIX}-${logsTable.name}`,
      Item: { ...pointer, contacts: new Set([ALICE, BOB]) },
    });
    for (const contact of [ALICE, BOB, 'web:split']) {
      await record('log-split', turn({ session_id: 'split', contact }));
    }
    await expect(record('log-split', turn({ session_id: 'split', contact: '+4915112345678' }))).rejects.toMatchObject({
      code: 'session_of_other_contact',
    });
  });

  describe('a session is found for as long as one of its turns is kept', () => {
    const seconds = () => Math.floor(store.clock.now() / 1000);
    const pass = (s: number) => store.clock.set(store.clock.now() + s * 1000);
    const kept = (over: Partial<Turn> = {}) => turn({ session_id: 'kept', contact: 'web:kept', ...over });

    test('when turns stop expiring', async () => {
      await record('log-g', kept(), seconds() + 60);
      await record('log-g', kept());
      pass(61);
      expect(await store.tables.forTenant('log-g').logs.session('kept')).toBeDefined();
    });

    test('when turns begin to expire', async () => {
      await record('log-h', kept());
      await record('log-h', kept(), seconds() + 60);
      pass(61);
      expect(await store.tables.forTenant('log-h').logs.session('kept')).toBeDefined();
    });

    test('when turns expire earlier than they did', async () => {
      await record('log-i', kept(), seconds() + 600);
      await record('log-i', kept(), seconds() + 60);
      pass(61);
      expect(await store.tables.forTenant('log-i').logs.session('kept')).toBeDefined();
    });

    test('when turns expire later than they did', async () => {
      await record('log-j', kept(), seconds() + 60);
      await record('log-j', kept(), seconds() + 600);
      pass(61);
      expect(await store.tables.forTenant('log-j').logs.session('kept')).toBeDefined();
    });
  });

  test('a session that has expired begins anew: neither its time nor its contacts come back', async () => {
    const { logs } = store.tables.forTenant('log-k');
    const until = () => Math.floor(store.clock.now() / 1000) + 60;
    await record('log-k', turn({ session_id: 'again', contact: '+12025550111' }), until());
    store.clock.set(store.clock.now() + 61_000);
    const { contact } = await logs.history({ sessionId: 'again', limit: 10 });
    const anew = turn({ session_id: 'again', contact });
    await record('log-k', anew, until());
    expect(await logs.session('again')).toMatchObject({
      started_at: anew.ts,
      contacts: new Set(['web:again']),
    });
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
