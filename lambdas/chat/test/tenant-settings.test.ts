import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { createDirectory } from '@frontdesk/tables';
import { type TenantSettings, tenantSettings } from '@frontdesk/tenant';
import type { AnswerBody } from '@frontdesk/testkit/answer-body';
import { gatewayEvent, lambdaContext } from '@frontdesk/testkit/gateway-event';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

let store: TestTables;
let handler: ReturnType<typeof httpHandler>;
beforeAll(async () => {
  store = await startTestTables();
  const { tables, clock } = store;
  const base = testPlatform({ clock, directory: createDirectory(tables, clock) });
  handler = httpHandler(declaration, base, {
    tables,
    clock,
    ids: ulids(),
    metrics: base.metrics,
    indexes: new IndexCache(),
    models: async () => new Map([['offline', offlineModel]]),
    embedders: async () => undefined,
  });
});
afterAll(() => store.close());

const set = async (tenant: string, settings: Partial<TenantSettings>): Promise<void> => {
  const { prompts, commit } = store.tables.forTenant(tenant);
  await commit([prompts.putSettings(tenantSettings.parse(settings))]);
};

interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
}

const send = async (
  tenant: string,
  route: string,
  options: Parameters<typeof gatewayEvent>[1] = {},
): Promise<Answer> => {
  const event = gatewayEvent(route, { claims: staffClaims(tenant), ...options });
  const { statusCode, body } = (await handler(event, lambdaContext())) as { statusCode: number; body: string };
  return { status: statusCode, body: JSON.parse(body) };
};
const ask = (tenant: string, message: string, session = 's1') =>
  send(tenant, 'POST /chat', { body: JSON.stringify({ message, session_id: session }) });
const history = (tenant: string, session = 's1') =>
  send(tenant, 'GET /chat/sessions/{session_id}/messages', {
    path: `/chat/sessions/${session}/messages`,
    params: { session_id: session },
  });
const later = (ms: number): void => store.clock.set(store.clock.now() + ms);

describe('a tenant that is suspended', () => {
  test('is refused within 30 seconds, and let in within 30 seconds when it is resumed', async () => {
    expect((await ask('closing', 'hello')).status).toBe(200);
    await set('closing', { status: 'suspended' });
    later(30 * SECOND_MS);
    expect(await ask('closing', 'hello')).toMatchObject({ status: 403, body: { code: 'tenant_suspended' } });

    await set('closing', { status: 'active' });
    later(30 * SECOND_MS);
    expect((await ask('closing', 'hello')).status).toBe(200);
  });

  test('has none of its questions stored in the meantime', async () => {
    await set('closed', { status: 'suspended' });
    expect((await ask('closed', 'hello')).status).toBe(403);
    await set('closed', { status: 'active' });
    later(30 * SECOND_MS);
    expect((await history('closed')).status).toBe(404);
  });
});

describe('a tenant that keeps turns for a day', () => {
  test('has turns that expire after a day and cannot be read then, deleted or not', async () => {
    await set('forgetful', { retention_days: 1 });
    await ask('forgetful', 'first');
    later(DAY_MS / 2);
    await ask('forgetful', 'second');
    const texts = async (): Promise<string[]> =>
      (await history('forgetful')).body.messages
        .filter(({ role }: { role: string }) => role === 'user')
        .map(({ text }: { text: string }) => text);
    expect(await texts()).toEqual(['first', 'second']);

    later(DAY_MS / 2);
    expect(await texts()).toEqual(['second']);
    const { logs } = store.tables.forTenant('forgetful');
    const { turns } = await logs.history({ sessionId: 's1', limit: 10 });
    expect(turns.map(({ message }) => message)).toEqual(['second']);

    later(DAY_MS / 2);
    expect((await history('forgetful')).status).toBe(404);
    expect((await logs.unanswered({ limit: 10 })).items).toEqual([]);
  });

  test('keeps a session for as long as it goes on', async () => {
    await set('regular', { retention_days: 1 });
    for (let day = 0; day < 4; day += 1) {
      await ask('regular', `half day ${day}`);
      later(DAY_MS * 0.75);
    }
    expect((await history('regular')).body.messages[0].text).toBe('half day 3');
  });
});

test('a tenant without a retention keeps its turns', async () => {
  await ask('elephant', 'hello');
  later(4_000 * DAY_MS);
  expect((await history('elephant')).body.messages[0].text).toBe('hello');
});

test('a tenant that lists only unknown models gets a clear problem, and its message is kept', async () => {
  await set('hopeful', { models: ['bedrock'] });
  expect(await ask('hopeful', 'hello')).toMatchObject({ status: 502, body: { code: 'assistant_unavailable' } });
  expect((await history('hopeful')).body.messages).toMatchObject([{ role: 'user', text: 'hello' }]);
});
