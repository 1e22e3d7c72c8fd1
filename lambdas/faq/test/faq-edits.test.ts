import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { tenantPlatform } from '@frontdesk/runtime';
import { Contention } from '@frontdesk/tables';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

let store: TestTables;
let call: Call;
beforeAll(async () => {
  store = await startTestTables();
  const { tables, clock } = store;
  const platform = tenantPlatform(testPlatform({ clock }), tables);
  call = callHandler(
    httpHandler(declaration, platform, {
      tables,
      clock,
      indexes: new IndexCache(),
      embedders: async () => undefined,
      sender: { sendMessage: async () => undefined },
    }),
  );
});
afterAll(() => store.close());

interface Options {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const send = (routeKey: string, id: string | undefined, { body, headers }: Options = {}) =>
  call(routeKey, {
    claims: staffClaims('acme-dental'),
    headers,
    ...(id !== undefined && { params: { faq_id: id } }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const add = (question: string, headers?: Record<string, string>) =>
  send('POST /faq', undefined, { body: { question, answer: 'An answer.' }, headers });
const failed = { status: 412, body: { code: 'precondition_failed' } };

test('an entry has an ETag, and reading it again with that ETag is a 304', async () => {
  const { body, headers } = await add('Parking?');
  const read = await send('GET /faq/{faq_id}', body.faq_id);
  expect(read.headers.etag).toBe(headers.etag);
  expect(
    await send('GET /faq/{faq_id}', body.faq_id, { headers: { 'if-none-match': String(headers.etag) } }),
  ).toMatchObject({ status: 304, text: '' });
});

test('412 for changing or deleting an entry that somebody else has changed in the meantime', async () => {
  const { body, headers } = await add('Hours?');
  const mine = { 'if-match': String(headers.etag) };
  const change = { question: 'Hours?', answer: 'Nine to five.' };
  const theirs = await send('PUT /faq/{faq_id}', body.faq_id, { body: change, headers: mine });
  expect(theirs).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await send('PUT /faq/{faq_id}', body.faq_id, { body: change, headers: mine })).toMatchObject(failed);
  expect(await send('DELETE /faq/{faq_id}', body.faq_id, { headers: mine })).toMatchObject(failed);
  const now = { 'if-match': String(theirs.headers.etag) };
  expect((await send('DELETE /faq/{faq_id}', body.faq_id, { headers: now })).status).toBe(204);
});

test('if ten requests change the question of an entry at once with the same ETag, one succeeds', async () => {
  const { body, headers } = await add('Where?');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      send('PUT /faq/{faq_id}', body.faq_id, {
        body: { question: `Where exactly, ${i}?`, answer: 'Here.' },
        headers: { 'if-match': String(headers.etag) },
      }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  // After the entry has moved, a caller finds nothing at its old address.
  for (const status of statuses) expect([200, 404, 412]).toContain(status);
  const { body: list } = await send('GET /faq', undefined);
  const moved = list.entries.filter(({ question }: { question: string }) => question.startsWith('Where'));
  expect(moved).toHaveLength(1);
});

test('if ten requests change an entry at once without an ETag, all succeed, one after the other', async () => {
  const { body } = await add('Queue?');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      send('PUT /faq/{faq_id}', body.faq_id, { body: { question: 'Queue?', answer: `Answer ${i}.` } }),
    ),
  );
  expect(answers.map((answer) => answer.body.version).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('sixty entries that are added at once are all created, though each of them changes the version of the FAQ', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => add(`Burst ${i}?`, { 'idempotency-key': `burst-${i}` })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
});

test('an entry that is added while others change the FAQ is created once they are done', async () => {
  const { tables, clock } = store;
  let refusals = 3;
  const contended: typeof tables = {
    ...tables,
    forTenant: (tenant) => {
      const tenantTables = tables.forTenant(tenant);
      const commit: typeof tenantTables.commit = async (...args) => {
        if (refusals-- > 0) throw new Contention();
        await tenantTables.commit(...args);
      };
      return { ...tenantTables, commit };
    },
  };
  const platform = tenantPlatform(testPlatform({ clock }), tables);
  const deps = {
    tables: contended,
    clock,
    indexes: new IndexCache(),
    embedders: async () => undefined,
    sender: { sendMessage: async () => undefined },
  };
  const answer = await callHandler(httpHandler(declaration, platform, deps))('POST /faq', {
    claims: staffClaims('acme-dental'),
    body: JSON.stringify({ question: 'Contended?', answer: 'An answer.' }),
  });
  expect(answer.status).toBe(201);
});

test('an entry and an import that are sent again with their Idempotency-Key are made once', async () => {
  const key = { 'idempotency-key': 'faq-1' };
  const [first, again] = [await add('Once?', key), await add('Once?', key)];
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ text: first.text, headers: { 'idempotency-replayed': 'true' } });
  expect((await add('Once?')).body.code).toBe('faq_exists');

  const rows = {
    body: { entries: [{ question: 'Imported?', answer: 'Yes.' }, {}] },
    headers: { 'idempotency-key': 'i' },
  };
  const imported = await send('POST /faq/import', undefined, rows);
  expect(imported.body).toMatchObject({ created: 1, failed: [{ row: 2 }] });
  expect(await send('POST /faq/import', undefined, rows)).toMatchObject({
    text: imported.text,
    headers: { 'idempotency-replayed': 'true' },
  });
});
