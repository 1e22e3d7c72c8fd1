import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import { createDirectory, registerService } from '../src';

const MAX_AGE_MS = 30_000;

describe('a registration', () => {
  let store: TestTables;
  beforeAll(async () => {
    store = await startTestTables();
  });
  afterAll(() => store.close());

  test('refuses a service only as long as it is known, so that a new one takes hold', async () => {
    const { tables, clock, client } = store;
    const directory = createDirectory(tables, clock);
    expect(directory.refuses('voice-server', 'acme-dental')).toBe(false);
    await directory.serviceTenants('voice-server');
    expect(directory.refuses('voice-server', 'acme-dental')).toBe(true);
    await registerService(client, (name) => `${TEST_PREFIX}-${name}`, 'voice-server', 'acme-dental');
    clock.set(clock.now() + MAX_AGE_MS);
    expect(directory.refuses('voice-server', 'acme-dental')).toBe(false);
    await directory.serviceTenants('voice-server');
    expect(directory.refuses('voice-server', 'acme-dental')).toBe(false);
    expect(directory.refuses('voice-server', 'sakura-salon')).toBe(true);
  });
});
