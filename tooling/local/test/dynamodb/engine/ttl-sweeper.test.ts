import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createTables } from '../../../src/dynamodb/engine/create-tables';
import { type Engine, startEngine } from '../../../src/dynamodb/engine/engine';
import { startTtlSweeper, type TtlSweeper } from '../../../src/dynamodb/engine/ttl-sweeper';
import { eventually, itemStore, quiet, sampleTable } from './support';

const NOW = 1_800_000_000;
const YEAR = 365 * 24 * 3_600;

let engine: Engine;
let store: ReturnType<typeof itemStore>;
let sweeper: TtlSweeper;
let nowMs = NOW * 1_000;

const startSweeper = (intervalMs: number, endpoint = engine.endpoint): TtlSweeper =>
  startTtlSweeper({
    endpoint,
    tables: [sampleTable, { ...sampleTable, name: 'absent', ttl_attribute: null }],
    namePrefix: 'app-test',
    intervalMs,
    clock: { now: () => nowMs },
    log: quiet,
  });

beforeEach(async () => {
  nowMs = NOW * 1_000;
  engine = await startEngine({ dbPath: undefined, environment: process.env, log: quiet });
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  store = itemStore(engine.endpoint, 'app-test-notes');
  sweeper = startSweeper(3_600_000);
});
afterEach(async () => {
  await sweeper.close();
  store.close();
  await engine.close();
});

const put = (id: string, expiresAt?: { N: string } | { S: string }) =>
  store.put({ client_id: { S: 'a' }, id: { S: id }, ...(expiresAt && { expires_at: expiresAt }) });

test('what has expired is deleted, and nothing else', async () => {
  await put('past', { N: String(NOW - 1) });
  await put('this second', { N: String(NOW) });
  await put('future', { N: String(NOW + 1) });
  await put('without an end');
  await put('text', { S: String(NOW - 1) });
  await put('older than five years', { N: String(NOW - 6 * YEAR) });
  expect(await sweeper.sweep()).toBe(1);
  expect(await store.get('past')).toBeUndefined();
  for (const id of ['this second', 'future', 'without an end', 'text', 'older than five years']) {
    expect(await store.get(id)).toBeDefined();
  }
});

test('an item expires as the clock moves on', async () => {
  await put('soon', { N: String(NOW + 60) });
  expect(await sweeper.sweep()).toBe(0);
  nowMs += 61_000;
  expect(await sweeper.sweep()).toBe(1);
});

test('all pages of a large table are swept', async () => {
  const filler = { S: 'x'.repeat(30_000) };
  await Promise.all(
    Array.from({ length: 80 }, (_, id) =>
      store.put({ client_id: { S: 'a' }, id: { S: String(id) }, filler, expires_at: { N: String(NOW - 1) } }),
    ),
  );
  expect(await sweeper.sweep()).toBe(80);
});

test('an item that is renewed between the sweep finding it and deleting it is kept', async () => {
  await put('renewed', { N: String(NOW - 1) });
  const between = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    if (target.endsWith('.DeleteItem')) await put('renewed', { N: String(NOW + 60) });
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const headers = {
      authorization,
      'content-type': type,
      'x-amz-target': target,
      'x-amz-date': String(request.headers['x-amz-date']),
    };
    const answer = await fetch(engine.endpoint, { method: 'POST', headers, body: await buffer(request) });
    response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  const slow = startSweeper(3_600_000, `http://127.0.0.1:${(between.address() as AddressInfo).port}`);
  expect(await slow.sweep()).toBe(0);
  expect((await store.get('renewed'))?.expires_at).toEqual({ N: String(NOW + 60) });
  await slow.close();
  between.close();
});

test('sweeps repeat by themselves, one after another, until the sweeper is closed', async () => {
  const rounds = startSweeper(5);
  await put('first', { N: String(NOW - 1) });
  await eventually(async () => (await store.get('first')) === undefined);
  await put('second', { N: String(NOW - 1) });
  await eventually(async () => (await store.get('second')) === undefined);
  await rounds.close();
});
