import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '@frontdesk/tenant';
import { startTestTables, TEST_PREFIX, type TestTables } from '@frontdesk/testkit/test-tables';
import type { Operator } from '../src/operator';
import { changeSettings } from '../src/settings';
import { runTenantCommand } from '../src/tenants';

let engine: TestTables;
let operator: Operator;
let folder: string;
let piped = '';

beforeAll(async () => {
  engine = await startTestTables();
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-operator-'));
  const { tables, client, clock } = engine;
  operator = { tables, client, clock, folder, stdin: async () => piped, table: (name) => `${TEST_PREFIX}-${name}` };
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

const run = (...words: string[]): Promise<string> => runTenantCommand(operator, words);
const set = (tenant: string, patch: object): Promise<string> => run('set', tenant, JSON.stringify(patch));
const stored = (tenant: string) => engine.tables.forTenant(tenant).prompts.settings();

describe("a tenant's settings", () => {
  test('are printed as JSON, with defaults for fields that were never set', async () => {
    await run('create', 'blue-cafe', 'Blue Café');
    expect(JSON.parse(await run('settings', 'blue-cafe'))).toEqual({ ...defaultSettings(), display_name: 'Blue Café' });
  });

  test('are set field by field: fields that are not mentioned stay, at any depth', async () => {
    await set('red-cafe', {
      limits: { requests_per_minute: 1_200 },
      temperature: 1,
      opening_hours: { mon: [], tue: [] },
    });
    await set('red-cafe', { limits: {}, time_zone: 'Asia/Tokyo', models: ['offline'] });
    expect(await stored('red-cafe')).toEqual({
      ...defaultSettings(),
      limits: { requests_per_minute: 1_200 },
      temperature: 1,
      opening_hours: { mon: [], tue: [] },
      time_zone: 'Asia/Tokyo',
      models: ['offline'],
    });
  });

  test('that are set to null get their defaults back', async () => {
    await set('green-cafe', {
      retention_days: 30,
      limits: { requests_per_minute: 5 },
      opening_hours: { mon: [], tue: [] },
    });
    await set('green-cafe', { retention_days: null, limits: null, opening_hours: { mon: null } });
    expect(await stored('green-cafe')).toEqual({ ...defaultSettings(), opening_hours: { tue: [] } });
  });

  test('are set from a file, with a path relative to the caller’s folder, and from standard input', async () => {
    await writeFile(join(folder, 'settings.json'), '{"temperature": 0.7}');
    await run('set', 'pink-cafe', 'settings.json');
    piped = ' {"public_chat": true}\n';
    await run('set', 'pink-cafe', '-');
    expect(await stored('pink-cafe')).toMatchObject({ temperature: 0.7, public_chat: true });
  });

  test('that were printed can be set again, except for the status', async () => {
    await set('grey-cafe', { retention_days: 30 });
    const { status: _, ...fields } = JSON.parse(await run('settings', 'grey-cafe'));
    await set('white-cafe', fields);
    expect(await stored('white-cafe')).toEqual(await stored('grey-cafe'));
  });

  test('are left alone if any field is wrong, and every wrong field is named with what is wrong', async () => {
    const wrong = { temperature: 3, colour: 'blue', limits: { messages_per_week: 1 }, time_zone: 'Asia/Atlantis' };
    const refusal = set('black-cafe', { ...wrong, display_name: 'Black' });
    await expect(refusal).rejects.toThrow('temperature: Too big: expected number to be <=2');
    for (const fault of [
      'colour: is not known',
      'limits.messages_per_week: is not known',
      'time_zone: must be an IANA time zone',
    ]) {
      await expect(refusal).rejects.toThrow(fault);
    }
    expect(await stored('black-cafe')).toEqual(defaultSettings());
  });

  test.each([
    ['{"status": "suspended"}', 'tenant.sh suspend'],
    ['{"temperature": 1', 'This is not JSON'],
    ['{}', 'Give a JSON object'],
    ['nowhere.json', 'neither a JSON object nor a readable file'],
  ])('are not set by %s', async (source, message) => {
    await expect(run('set', 'black-cafe', source)).rejects.toThrow(message);
  });

  test('with a daily limit are refused as long as nothing enforces it, but stored ones can still be changed', async () => {
    await expect(set('old-cafe', { limits: { messages_per_day: 5 } })).rejects.toThrow(
      'limits.messages_per_day: is not enforced yet, so it cannot be set',
    );
    const { prompts, commit } = engine.tables.forTenant('old-cafe');
    const limits = { messages_per_day: 10_000, tokens_per_day: 20_000_000, requests_per_minute: 30 };
    await commit([prompts.putSettings({ ...defaultSettings(), limits })]);
    await run('suspend', 'old-cafe');
    expect(await stored('old-cafe')).toMatchObject({ status: 'suspended', limits: { requests_per_minute: 30 } });
    expect(await run('settings', 'old-cafe')).not.toContain('per_day');
  });

  test('that somebody else changes at the same time are read and changed again: a suspension stays', async () => {
    let tries = 0;
    const { prompts, commit } = engine.tables.forTenant('brown-cafe');
    const suspend = async () => commit([prompts.putSettings({ ...defaultSettings(), status: 'suspended' })]);
    const overtaken: Operator = {
      ...operator,
      tables: {
        ...engine.tables,
        forTenant: (tenant) => {
          const tenantTables = engine.tables.forTenant(tenant);
          const settingsToChange = async () => {
            const found = await tenantTables.prompts.settingsToChange();
            tries += 1;
            if (tries === 1) await suspend();
            return found;
          };
          return { ...tenantTables, prompts: { ...tenantTables.prompts, settingsToChange } };
        },
      },
    };
    await changeSettings(overtaken, 'brown-cafe', (known) => ({ ...known, chatbase_assistant_id: 'assistant-1' }));
    expect(tries).toBe(2);
    expect(await stored('brown-cafe')).toMatchObject({ status: 'suspended', chatbase_assistant_id: 'assistant-1' });
  });

  test('that many set at the same time are all kept', async () => {
    const changes = [{ temperature: 1 }, { retention_days: 7 }, { public_chat: true }, { languages: ['ja'] }];
    await Promise.all([...changes.map((change) => set('busy-cafe', change)), run('suspend', 'busy-cafe')]);
    expect(await stored('busy-cafe')).toMatchObject(Object.assign({ status: 'suspended' }, ...changes));
  });
});
