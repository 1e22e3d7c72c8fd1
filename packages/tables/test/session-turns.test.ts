import { assertProperty } from '@frontdesk/testkit/assert-property';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { countUnits } from '@frontdesk/testkit/units';
import fc from 'fast-check';
import { logsTable, type Turn } from '../src';

const PHONE = '+12025550123';

let store: TestTables;
const units = countUnits();
beforeAll(async () => {
  store = await startTestTables();
  store.around(units.around);
});
afterAll(() => store.close());

let serial = 0;
const turn = (session_id: string, contact: string, over: Partial<Turn> = {}): Turn => {
  serial += 1;
  return {
    message_id: `01J${String(serial).padStart(23, '0')}`,
    session_id,
    contact,
    ts: new Date(store.clock.now() + serial).toISOString(),
    message: `question ${serial} ${'long '.repeat(80)}`,
    reply: `answer ${serial} ${'long '.repeat(60)}`,
    model: 'offline',
    sources: [],
    handoff: false,
    unanswered: false,
    language: 'en',
    usage: { input_tokens: 0, output_tokens: 0 },
    ...over,
  };
};

const record = async (tenant: string, each: Turn): Promise<Turn> => {
  const { logs, commit } = store.tables.forTenant(tenant);
  await commit(logs.recordTurn(each, await logs.session(each.session_id), undefined));
  return each;
};

/** Stores a turn as versions did that listed no turns: the turn, and a pointer to its contact. */
const recordAsBefore = async (tenant: string, each: Turn, contacts: readonly string[]): Promise<Turn> => {
  const TableName = `${TEST_PREFIX}-${logsTable.name}`;
  const { contact, ts, message_id, session_id } = each;
  const Item = { client_id: tenant, sk: `${contact}#${ts}#${message_id}`, kind: 'turn', ...each };
  await store.client.send('PutItem', { TableName, Item });
  await store.client.send('UpdateItem', {
    TableName,
    Key: { client_id: tenant, sk: `session#${session_id}` },
    UpdateExpression: 'SET started_at = if_not_exists(started_at, :at) ADD contacts :contacts',
    ExpressionAttributeValues: { ':at': ts, ':contacts': new Set(contacts) },
  });
  return each;
};

const page = (tenant: string, sessionId: string, limit: number, cursor?: string) =>
  store.tables.forTenant(tenant).logs.sessionTurns(sessionId, { limit, cursor });

const all = async (tenant: string, sessionId: string, limit = 100): Promise<string[]> => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(tenant, sessionId, limit, cursor);
    seen.push(...(found?.items ?? []).map(({ message_id }) => message_id));
    cursor = found?.nextCursor ?? undefined;
  } while (cursor);
  return seen;
};
const ids = (turns: readonly Turn[]): string[] => turns.map(({ message_id }) => message_id);

describe('a page of a session costs the same', () => {
  const LIMIT = 10;
  const longest = async (tenant: string, contact: string, others: number): Promise<number> => {
    // Other sessions of the same customer: before, between and after.
    for (let i = 0; i < others; i += 1) await record(tenant, turn(`other-${i}`, contact));
    for (let i = 0; i < LIMIT + 1 + others; i += 1) {
      await record(tenant, turn('long', contact));
      if (i < others) await record(tenant, turn(`other-${i}`, contact));
    }
    for (let i = 0; i < others; i += 1) await record(tenant, turn(`other-${i}`, contact));
    return units.during(() => page(tenant, 'long', LIMIT));
  };

  test.each([
    ['without a number', 'web:long'],
    ['with a number, whatever else its customer said', PHONE],
  ])('whatever its length: one %s', async (_name, contact) => {
    const few = await longest(`few ${contact}`, contact, 0);
    const many = await longest(`many ${contact}`, contact, 20);
    expect(many).toBe(few);
    // A turn takes a kilobyte at most, and each that is read by itself a whole unit.
    expect(few).toBeLessThanOrEqual(LIMIT + 8);
  });
});

test('a session is read whole and in order, however its turns are spread over its contacts and pages', async () => {
  let tenants = 0;
  const said = fc.record({
    session: fc.constantFrom('a', 'b', 'c'),
    phone: fc.boolean(),
    // At the same millisecond as another one, or earlier: turns may be committed in any order.
    earlier: fc.nat({ max: 3 }),
  });
  await assertProperty(
    fc.asyncProperty(fc.array(said, { maxLength: 25 }), fc.integer({ min: 1, max: 6 }), async (turns, limit) => {
      tenants += 1;
      const tenant = `spread-${tenants}`;
      const recorded: Turn[] = [];
      for (const { session, phone, earlier } of turns) {
        const made = turn(session, phone ? PHONE : `web:${session}`);
        const ts = new Date(Date.parse(made.ts) - earlier).toISOString();
        recorded.push(await record(tenant, { ...made, ts }));
      }
      for (const session of ['a', 'b', 'c']) {
        const own = recorded.filter(({ session_id }) => session_id === session);
        const ordered = own.sort((a, b) => (`${a.ts}#${a.message_id}` < `${b.ts}#${b.message_id}` ? -1 : 1));
        expect(await all(tenant, session, limit)).toEqual(ids(ordered));
      }
    }),
    { numRuns: 15 },
  );
});

describe('a turn that an older version stored is listed', () => {
  test('in a session that goes on since', async () => {
    const tenant = 'older';
    const turns = [
      await recordAsBefore(tenant, turn('mine', PHONE), [PHONE]),
      await recordAsBefore(tenant, turn('other', PHONE), [PHONE]),
      await recordAsBefore(tenant, turn('mine', PHONE), [PHONE]),
      await record(tenant, turn('mine', PHONE)),
      await record(tenant, turn('mine', 'web:mine')),
    ];
    const own = turns.filter(({ session_id }) => session_id === 'mine');
    for (const limit of [1, 2, 100]) expect(await all(tenant, 'mine', limit)).toEqual(ids(own));
  });

  test('and each turn once, when it goes on in a session that a newer version began, as after a roll-back', async () => {
    const tenant = 'rolled-back';
    const turns = [
      await record(tenant, turn('mine', PHONE)),
      await record(tenant, turn('mine', PHONE)),
      await recordAsBefore(tenant, turn('mine', PHONE), [PHONE]),
      await record(tenant, turn('mine', PHONE)),
    ];
    for (const limit of [1, 2, 100]) expect(await all(tenant, 'mine', limit)).toEqual(ids(turns));
  });
});

test('an unknown session has no page', async () => {
  expect(await page('nobody', 'unknown', 10)).toBeUndefined();
});
