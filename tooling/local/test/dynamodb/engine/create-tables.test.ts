import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { adminClient } from '../../../src/dynamodb/engine/admin-client';
import { createTables } from '../../../src/dynamodb/engine/create-tables';
import { type Engine, startEngine } from '../../../src/dynamodb/engine/engine';
import { quiet, sampleTable } from './support';

let engine: Engine;
let client: ReturnType<typeof adminClient>;
beforeEach(async () => {
  engine = await startEngine({ dbPath: undefined, environment: process.env, log: quiet });
  client = adminClient(engine.endpoint);
});
afterEach(async () => {
  client.destroy();
  await engine.close();
});

const table = async () => (await client.send(new DescribeTableCommand({ TableName: 'app-test-notes' }))).Table;

test('a table is created as declared: key, indexes, TTL', async () => {
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  const made = await table();
  expect(made?.KeySchema).toEqual([
    { AttributeName: 'client_id', KeyType: 'HASH' },
    { AttributeName: 'id', KeyType: 'RANGE' },
  ]);
  expect(
    made?.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [IndexName, Projection?.ProjectionType]),
  ).toEqual([['ByTime', 'ALL']]);
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'app-test-notes' }));
  expect(TimeToLiveDescription).toEqual({ AttributeName: 'expires_at', TimeToLiveStatus: 'ENABLED' });
});

test('creating the tables again changes nothing', async () => {
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  const before = await table();
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  expect(await table()).toEqual(before);
});

test('an index that is declared later is added', async () => {
  await createTables(engine.endpoint, [{ ...sampleTable, indexes: {} }], 'app-test');
  expect((await table())?.GlobalSecondaryIndexes).toBeUndefined();
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  expect((await table())?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['ByTime']);
});

test('a changed key is refused with the name of the table', async () => {
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  const changed = { ...sampleTable, sort_key: null };
  await expect(createTables(engine.endpoint, [changed], 'app-test')).rejects.toThrow('app-test-notes');
});
