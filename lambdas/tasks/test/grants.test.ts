import { requirements } from '@frontdesk/local/dynamodb/door/requirements';
import { registerService } from '@frontdesk/tables';
import { serviceClaims } from '@frontdesk/testkit/test-platform';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';
import { mortalTables } from './mortal-tables';
import { at, reservation, type TasksApi, tasksApi } from './support';

let store: TestTables;
let api: TasksApi;
/** `table action` or `table/index`, as IAM sees what the function does. */
const needed = new Set<string>();

beforeAll(async () => {
  store = await startTestTables();
  await registerService(store.client, (name) => `${TEST_PREFIX}-${name}`, 'voice-server', 'acme-dental');
  store.around(({ operation, input }, next) => {
    for (const { action, table = '', index } of requirements(operation, input)) {
      const name = table.slice(TEST_PREFIX.length + 1);
      needed.add(index === undefined ? `${name} ${action}` : `${name}/${index}`);
    }
    return next(input);
  });
  api = tasksApi(store, store.tables);
});
afterAll(() => store.close());

test('the function is granted what its routes do, and nothing else', async () => {
  const service = { claims: serviceClaims('voice-server'), headers: { 'x-client-id': 'acme-dental' } };
  const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });
  const { tables } = mortalTables(store, { commit: 1, when: 'before', how: 'fails' });
  await api('POST /tasks', { body: reservation(at(9), at(10), { name: 'one' }), ...keyed('a') });
  await tasksApi(store, tables)('POST /tasks', { body: reservation(at(10), at(11)), ...keyed('given back') });
  await api('GET /tasks', service);
  await api('GET /tasks', { query: { from: at(0) } });
  await api('GET /tasks/availability', { query: { resource: 'chair-1', from: at(0), to: at(1) } });
  await api('GET /tasks/one');
  await api('PUT /tasks/one', { body: reservation(at(11), at(12)) });
  await api('PATCH /tasks/one', { body: { status: 'cancelled' } });
  await api('DELETE /tasks/one');
  const granted = declaration.grants.flatMap(({ resource, actions }) =>
    resource.kind === 'index' ? [resource.name] : actions.map((action) => `${resource.name} ${action}`),
  );
  expect([...needed].sort()).toEqual([...new Set(granted)].sort());
});
