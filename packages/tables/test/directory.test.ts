import { startTestTables, TEST_PREFIX, type TestTables, testClock } from '@frontdesk/testkit/test-tables';
import { createDirectory, registerService } from '../src';
import { remembered } from '../src/registry/directory';

const MAX_AGE_MS = 30_000;

const counted = (maxEntries: number) => {
  const clock = testClock();
  const looked: string[] = [];
  const failing = new Set<string>();
  const memory = remembered(
    async (key) => {
      looked.push(key);
      if (failing.has(key)) throw new Error('unavailable');
      return `${key} ${looked.length}`;
    },
    clock,
    maxEntries,
  );
  return { clock, looked, failing, memory };
};

describe('what was looked up', () => {
  test('is looked up again after 30 seconds, and what was answered before is known until then', async () => {
    const { clock, memory } = counted(2);
    expect(memory.last('a')).toBeUndefined();
    expect(await memory.get('a')).toBe('a 1');
    clock.set(clock.now() + MAX_AGE_MS - 1);
    expect(await memory.get('a')).toBe('a 1');
    expect(memory.fresh('a')?.value).toBe('a 1');
    clock.set(clock.now() + 1);
    expect(memory.fresh('a')).toBeUndefined();
    const again = memory.get('a');
    expect(memory.last('a')?.value).toBe('a 1');
    expect(memory.fresh('a')).toBeUndefined();
    expect(await again).toBe('a 2');
    expect(memory.last('a')?.value).toBe('a 2');
  });

  test('without success is looked up again at once, and what was answered before is still known', async () => {
    const { clock, failing, memory } = counted(2);
    await memory.get('a');
    clock.set(clock.now() + MAX_AGE_MS);
    failing.add('a');
    await expect(memory.get('a')).rejects.toThrow('unavailable');
    expect(memory.last('a')?.value).toBe('a 1');
    failing.clear();
    expect(await memory.get('a')).toBe('a 3');
  });

  test('and is asked for now and then is not displaced by whoever asks for ever new keys', async () => {
    const { looked, memory } = counted(10);
    await memory.get('tenant');
    for (let i = 0; i < 100; i += 1) {
      await memory.get(`stranger-${i}`);
      if (i % 5 === 0) expect(await memory.get('tenant')).toBe('tenant 1');
    }
    expect(looked.filter((key) => key === 'tenant')).toHaveLength(1);
    expect(memory.last('stranger-0')).toBeUndefined();
    expect(memory.last('stranger-99')).toBeDefined();
  });
});

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
