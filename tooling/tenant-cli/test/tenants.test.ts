import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import type { Operator } from '../src/operator';
import { runTenantCommand } from '../src/tenants';

let engine: TestTables;
let operator: Operator;

beforeAll(async () => {
  engine = await startTestTables();
  const { tables, client, clock } = engine;
  operator = { tables, client, clock, folder: '.', stdin: async () => '', table: (name) => `${TEST_PREFIX}-${name}` };
});
afterAll(() => engine.close());

const run = (...words: string[]): Promise<string> => runTenantCommand(operator, words);
const settings = (tenant: string) => engine.tables.forTenant(tenant).prompts.settings();

describe('tenants', () => {
  test('a created tenant is active and has its name', async () => {
    await run('create', 'blue-cafe', 'Blue Café');
    expect(await settings('blue-cafe')).toMatchObject({ status: 'active', display_name: 'Blue Café' });
  });

  test('creating a tenant again leaves its settings alone', async () => {
    await run('create', 'red-cafe', 'Red Café');
    await expect(run('create', 'red-cafe', 'Another')).rejects.toThrow('already has settings');
    expect(await settings('red-cafe')).toMatchObject({ display_name: 'Red Café' });
  });

  test('suspend and resume change nothing but the status', async () => {
    await run('create', 'green-cafe', 'Green Café');
    await run('map-chatbase', 'green-cafe', 'assistant-1');
    const before = await settings('green-cafe');
    await run('suspend', 'green-cafe');
    expect(await settings('green-cafe')).toEqual({ ...before, status: 'suspended' });
    await run('resume', 'green-cafe');
    expect(await settings('green-cafe')).toEqual(before);
  });

  test('a service client may be registered for several tenants', async () => {
    await run('register-service', 'blue-cafe', 'client1');
    await run('register-service', 'red-cafe', 'client1');
    expect(await engine.tables.registry.serviceTenants('client1')).toEqual(new Set(['blue-cafe', 'red-cafe']));
  });

  test('a phone number of one tenant is not given to another', async () => {
    await run('map-number', 'blue-cafe', '+81312345678');
    await expect(run('map-number', 'blue-cafe', '+81312345678')).resolves.toContain('belongs to blue-cafe');
    await expect(run('map-number', 'red-cafe', '+81312345678')).rejects.toThrow('belongs to blue-cafe');
  });

  test.each([
    [['destroy', 'blue-cafe'], "There is no command 'destroy'"],
    [['suspend', 'Blue Café'], 'is not a tenant id'],
    [['suspend'], 'is not a tenant id'],
    [['suspend', 'blue-cafe', 'now'], 'Usage: tenant.sh suspend ENV TENANT'],
    [['set', 'blue-cafe'], 'Usage: tenant.sh set ENV TENANT JSON|FILE|-'],
    [['register-service', 'blue-cafe'], 'Usage: tenant.sh register-service ENV TENANT CLIENT'],
    [['register-service', 'blue-cafe', 'a#b'], 'is not a Cognito client id'],
    [['map-number', 'blue-cafe', '0312345678'], 'is not a phone number'],
  ])('%j is refused with what is wrong', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
  });
});
