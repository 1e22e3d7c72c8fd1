import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren, startChild } from '@frontdesk/testkit/child-processes';
import { createTables } from '../../../src/dynamodb/engine/create-tables';
import { type Engine, startEngine, startEngineFrom } from '../../../src/dynamodb/engine/engine';
import { enginePids, eventually, itemStore, killEngine, quiet, sampleTable, sigkill } from './support';

let folder: string;
let dbPath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
  dbPath = join(folder, 'dynamodb.sqlite');
});
const started: Engine[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((engine) => engine.close()));
  await rm(folder, { recursive: true });
});

const start = async (): Promise<Engine> => {
  const engine = await startEngine({ dbPath, environment: process.env, log: quiet });
  started.push(engine);
  return engine;
};

afterAll(endChildren);

/** A process that writes to an engine of its own; `said` are the numbers of the writes it saw acknowledged. */
const startWriter = async () => {
  const parent = startChild(['-r', 'tsx/cjs', join(__dirname, 'writer.ts'), dbPath]);
  let said = '';
  parent.stdout.on('data', (text) => {
    said += text;
  });
  await eventually(() => said.split('\n').length > 200, 20_000);
  return { parent, acknowledged: () => said.split('\n').slice(0, -1) };
};

const expectAll = async (ids: readonly string[]): Promise<void> => {
  const engine = await start();
  const store = itemStore(engine.endpoint, 'app-test-notes');
  const found = await Promise.all(ids.map((id) => store.get(id)));
  expect(found.filter((item) => item === undefined)).toEqual([]);
  store.close();
  await engine.close();
};

test('two engines in memory run side by side on ports of their own', async () => {
  const engines = await Promise.all(
    [1, 2].map(() => startEngine({ dbPath: undefined, environment: process.env, log: quiet })),
  );
  expect(new Set(engines.map(({ endpoint }) => endpoint)).size).toBe(2);
  await Promise.all(engines.map((engine) => engine.close()));
});

test('closing ends the engine, and what was written is there at the next start', async () => {
  const first = await start();
  await createTables(first.endpoint, [sampleTable], 'app-test');
  const before = itemStore(first.endpoint, 'app-test-notes');
  await before.put({ client_id: { S: 'a' }, id: { S: 'one' } });
  before.close();
  await first.close();
  expect(enginePids(dbPath)).toEqual([]);

  const second = await start();
  const after = itemStore(second.endpoint, 'app-test-notes');
  expect(await after.get('one')).toBeDefined();
  after.close();
  await second.close();
});

test('an engine that somebody else runs is used as it is, and left running', async () => {
  const theirs = await start();
  const source = { kind: 'endpoint', url: theirs.endpoint } as const;
  const ours = await startEngineFrom(source, { dbPath, environment: {}, log: quiet });
  expect(ours.endpoint).toBe(theirs.endpoint);
  await ours.close();
  expect(enginePids(dbPath)).toHaveLength(1);
  await theirs.close();
});

test('an engine that dies is back at the same endpoint with all it acknowledged', async () => {
  const engine = await start();
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  const store = itemStore(engine.endpoint, 'app-test-notes');
  await store.put({ client_id: { S: 'a' }, id: { S: 'one' } });
  await killEngine(dbPath);
  await eventually(async () => (await store.get('one').catch(() => undefined)) !== undefined);
  store.close();
  await engine.close();
  expect(enginePids(dbPath)).toEqual([]);
});

test('an engine that keeps dying is not restarted any more, and the failure says so', async () => {
  const engine = await start();
  let failure: Error | undefined;
  void engine.failed.then((error) => {
    failure = error;
  });
  // An engine that is killed before it is ready counts as one that died.
  await eventually(async () => {
    const [pid] = enginePids(dbPath);
    if (pid !== undefined) sigkill(pid);
    return failure !== undefined;
  });
  expect(failure?.message).toMatch(/ended again after 3 restarts/);
  await engine.close();
});

test('an engine in memory that dies is not replaced by an empty one', async () => {
  const engine = await startEngine({ dbPath: undefined, environment: process.env, log: quiet });
  const port = new URL(engine.endpoint).port;
  await killEngine(port);
  expect((await engine.failed).message).toMatch(/in memory/);
  await engine.close();
});

test('a database that cannot be opened fails the start with the engine’s message', async () => {
  dbPath = folder;
  await expect(start()).rejects.toThrow(/engine ended with code 1: .*open/is);
});

test('kill -9 of the parent: the engine vanishes with it, and every acknowledged write survives', async () => {
  const { parent, acknowledged } = await startWriter();
  expect(enginePids(dbPath)).toHaveLength(1);
  parent.kill('SIGKILL');
  await once(parent, 'close');
  await eventually(() => enginePids(dbPath).length === 0);
  await expectAll(acknowledged());
});

test('kill -9 of the engine and its parent in the same moment loses no acknowledged write', async () => {
  const { parent, acknowledged } = await startWriter();
  const [engine] = enginePids(dbPath);
  if (engine === undefined) throw new Error('no engine runs');
  sigkill(engine);
  parent.kill('SIGKILL');
  await once(parent, 'close');
  await eventually(() => enginePids(dbPath).length === 0);
  await expectAll(acknowledged());
});
