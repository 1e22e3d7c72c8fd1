import { defaultSettings } from '@frontdesk/tenant';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { Contention } from '../src';

let store: TestTables;
/** How many keys of a batch are read at once; the others are left unprocessed, as DynamoDB does under load. */
let keysAtOnce: number | undefined;
let batches = 0;

interface BatchInput {
  readonly RequestItems?: Record<string, { readonly Keys: readonly object[] }>;
}

beforeAll(async () => {
  store = await startTestTables();
  store.around(async ({ input }, next) => {
    const [batch] = Object.entries((input as BatchInput).RequestItems ?? {});
    if (!batch || keysAtOnce === undefined) return next(input);
    batches += 1;
    const [table, { Keys, ...rest }] = batch;
    const [taken, left] = [Keys.slice(0, keysAtOnce), Keys.slice(keysAtOnce)];
    const unprocessed = { UnprocessedKeys: left.length > 0 ? { [table]: { ...rest, Keys: left } } : {} };
    if (taken.length === 0) return { $metadata: {}, Responses: {}, ...unprocessed };
    return { ...(await next({ RequestItems: { [table]: { ...rest, Keys: taken } } })), ...unprocessed };
  });
  const { prompts, commit } = tenantTables();
  await commit([
    ...prompts.systemPrompt.write({ version: 1, content: { prompt: 'Be brief.' }, updated_at: '', updated_by: '' }),
    ...prompts.faqChanged(['Parking?']),
  ]);
});
afterAll(() => store.close());
beforeEach(() => {
  keysAtOnce = undefined;
  batches = 0;
});

const tenantTables = (tenant = 'acme-dental') => store.tables.forTenant(tenant);

describe('what a turn reads', () => {
  test('is asked for again where DynamoDB left it out', async () => {
    keysAtOnce = 1;
    expect(await tenantTables().prompts.turnMaterial()).toEqual({ systemPrompt: 'Be brief.', faq: { version: 1 } });
    expect(batches).toBe(3);
  });

  test('is asked for four times at most, and is then a 503', async () => {
    keysAtOnce = 0;
    await expect(tenantTables().prompts.turnMaterial()).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      status: 503,
    });
    expect(batches).toBe(4);
  });
});

describe('settings that are changed', () => {
  const named = (display_name: string) => ({ ...defaultSettings(), display_name });

  test.each([
    ['had none', 'new-cafe'],
    ['had some', 'old-cafe'],
  ])('of a tenant that %s, by two at once, are those of one, and the other is told', async (_, tenant) => {
    const { prompts, commit } = tenantTables(tenant);
    if (tenant === 'old-cafe') await commit([prompts.putSettings(named('before'))]);
    const [first, second] = [await prompts.settingsToChange(), await prompts.settingsToChange()];
    await commit([first.replacedBy(named('first'))]);
    await expect(commit([second.replacedBy(named('second'))])).rejects.toBeInstanceOf(Contention);
    expect(await prompts.settings()).toEqual(named('first'));
  });
});
