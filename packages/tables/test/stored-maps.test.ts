import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { logsTable, promptsTable } from '../src';

/** Fields that callers fill as they like used to be stored as DynamoDB maps; now they are stored as JSON text. */
let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const put = (table: string, Item: Record<string, unknown>) =>
  store.client.send('PutItem', { TableName: `${TEST_PREFIX}-${table}`, Item });

test("a turn's metadata is read where it was stored as a map", async () => {
  const ts = '2026-01-15T09:00:00.000Z';
  const message_id = '01J00000000000000000000000';
  await put(logsTable.name, {
    ...{ client_id: 'old-turns', sk: `web:s1#${ts}#${message_id}`, kind: 'turn', ts, message_id },
    ...{ session_id: 's1', contact: 'web:s1', message: 'Hi', reply: 'Hello', metadata: { order: 5, tags: ['a'] } },
  });
  const { turns } = await store.tables.forTenant('old-turns').logs.history({ sessionId: 's1', limit: 10 });
  expect(turns).toMatchObject([{ message: 'Hi', metadata: { order: 5, tags: ['a'] } }]);
});

test('a document is read where its versions were stored as maps, and is written on from there', async () => {
  const content = { tools: ['find_faq'] as const, webhooks: [] };
  const item = { client_id: 'old', version: 1, content, updated_at: '2026-01-15T09:00:00.000Z', updated_by: 'staff:x' };
  for (const id of ['func-config', 'func-config#0000000001']) await put(promptsTable.name, { ...item, id });

  const { prompts, commit } = store.tables.forTenant('old');
  const { functionConfig } = prompts;
  expect(await functionConfig.current()).toMatchObject({ version: 1, content });
  expect(await functionConfig.at(1)).toMatchObject({ content });
  expect((await prompts.turnMaterial()).functionConfig).toEqual(content);

  const next = { ...item, version: 2, content: { tools: [], webhooks: [] } };
  await commit(functionConfig.write(next));
  const { items } = await functionConfig.versions({ limit: 10 });
  expect(items.map((each) => each.content)).toEqual([next.content, content]);
});
