import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { createIdempotencyStore } from '@frontdesk/tables';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

const WRITERS = 8;

let store: TestTables;
let call: Call;
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
    models: async () => new Map(),
    embedders: async () => undefined,
  });
  call = callHandler(handler);
});
afterAll(() => store.close());

const send = (tenant: string, target: string, body?: object, headers: Record<string, string> = {}) =>
  call(target, {
    claims: staffClaims(tenant, '[admin]'),
    headers,
    ...(body && { body: JSON.stringify(body) }),
    ...(target.includes('{version}') && { path: '/prompt/versions/1/restore', params: { version: '1' } }),
  });
const race = (write: (writer: number) => ReturnType<Call>) =>
  Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
const statuses = (answers: readonly { status: number }[]): number[] => answers.map(({ status }) => status).sort();

describe('writers at the same time', () => {
  test.each([
    ['PUT /prompt', (writer: number) => ({ prompt: `Writer ${writer}` })],
    ['POST /prompt', (writer: number) => ({ prompt: `Writer ${writer}` })],
    ['PUT /func-config', () => ({ tools: ['find_faq'] })],
    ['POST /prompt/versions/{version}/restore', () => undefined],
  ])('who name no version all succeed, one after the other: %s', async (target, body) => {
    const tenant = `race-${target.replace(/\W/g, '').toLowerCase()}`;
    await send(tenant, 'PUT /prompt', { prompt: 'First.' });
    const answers = await race((writer) => send(tenant, target, body(writer)));
    expect(statuses(answers)).toEqual(Array(WRITERS).fill(200));
    expect(new Set(answers.map((answer) => answer.body.version)).size).toBe(WRITERS);
  });

  test('who name the version they saw: one succeeds, the others get 409, or 412 for If-Match', async () => {
    const named = await race((writer) => send('race-named', 'PUT /prompt', { prompt: `${writer}`, version: 0 }));
    expect(statuses(named)).toEqual([200, ...Array(WRITERS - 1).fill(409)]);
    const { headers } = await send('race-named', 'GET /prompt');
    const matched = await race((writer) =>
      send('race-named', 'PUT /prompt', { prompt: `${writer}` }, { 'if-match': String(headers.etag) }),
    );
    expect(statuses(matched)).toEqual([200, ...Array(WRITERS - 1).fill(412)]);
  });
});
