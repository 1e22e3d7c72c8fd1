import { checkSettings } from '../src/check-settings';
import { defaultSettings, storedSettings, tenantSettings } from '../src/settings';

describe("a tenant's settings", () => {
  test('are written only with a time zone that exists', () => {
    expect(tenantSettings.safeParse({ time_zone: 'Asia/Tokyo' }).success).toBe(true);
    const refused = tenantSettings.safeParse({ time_zone: 'Asia/Atlantis' });
    expect(refused.error?.issues).toEqual([expect.objectContaining({ path: ['time_zone'] })]);
  });

  test('are read back as they were written, with defaults for what was left out', () => {
    const written = tenantSettings.parse({ time_zone: 'Asia/Tokyo', languages: ['ja'] });
    expect(storedSettings.parse(written)).toEqual(written);
    expect(storedSettings.parse({})).toEqual(defaultSettings());
    expect(tenantSettings.parse({})).toEqual(defaultSettings());
  });

  test('are never written with unknown fields', () => {
    expect(tenantSettings.safeParse({ colour: 'blue' }).success).toBe(false);
  });

  test('that newer code stored before a rollback are read without the unknown fields', () => {
    const newer = {
      colour: 'blue',
      display_name: 'Acme',
      limits: { requests_per_minute: 5, calls_per_day: 9 },
      opening_hours: { mon: [{ from: '09:00', to: '17:00', by: 'phone' }], holidays: [] },
    };
    expect(storedSettings.parse(newer)).toEqual({
      ...defaultSettings(),
      display_name: 'Acme',
      limits: { requests_per_minute: 5 },
      opening_hours: { mon: [{ from: '09:00', to: '17:00' }] },
    });
  });

  test('promise no limit that nothing enforces; those that were stored with one are read without it', () => {
    expect(Object.keys(defaultSettings().limits)).toEqual(['requests_per_minute']);
    const older = { limits: { messages_per_day: 10_000, tokens_per_day: 20_000_000, requests_per_minute: 30 } };
    expect(storedSettings.parse(older).limits).toEqual({ requests_per_minute: 30 });
    expect(checkSettings(older)).toEqual({
      faults: ['messages_per_day', 'tokens_per_day'].map(
        (limit) => `limits.${limit}: is not enforced yet, so it cannot be set`,
      ),
    });
  });

  test.each([
    ['an unknown status', { status: 'asleep' }, 'status'],
    ['no model', { models: [] }, 'models'],
    ['an unknown model', { models: ['openai', 'oracle'] }, 'models.1'],
    ['a temperature over 2', { temperature: 2.1 }, 'temperature'],
    ['a temperature below 0', { temperature: -0.1 }, 'temperature'],
    ['no language', { languages: [] }, 'languages'],
    ['a language that is none', { languages: ['en', 'english'] }, 'languages.1'],
    ['a retention of no days', { retention_days: 0 }, 'retention_days'],
    ['a retention of half a day', { retention_days: 0.5 }, 'retention_days'],
    ['a temperature too close to 0 to be stored', { temperature: 1e-200 }, 'temperature'],
    ['no request a minute', { limits: { requests_per_minute: 0 } }, 'limits.requests_per_minute'],
    ['an unknown limit', { limits: { messages_per_week: 1 } }, 'limits'],
    [
      'an hour that there is not',
      { opening_hours: { mon: [{ from: '09:00', to: '25:00' }] } },
      'opening_hours.mon.0.to',
    ],
    [
      'a day that closes before it opens',
      { opening_hours: { mon: [{ from: '17:00', to: '09:00' }] } },
      'opening_hours.mon.0',
    ],
    ['a day that there is not', { opening_hours: { someday: [] } }, 'opening_hours'],
    ['an empty Chatbase assistant', { chatbase_assistant_id: '' }, 'chatbase_assistant_id'],
  ])('are refused with %s, and the field is named', (_name, settings, path) => {
    const { error } = tenantSettings.safeParse(settings);
    expect(error?.issues.map((issue) => issue.path.slice(0, path.split('.').length).join('.'))).toEqual([path]);
  });
});
