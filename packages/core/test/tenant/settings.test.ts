import { defaultSettings, storedSettings, tenantSettings } from '../../src/tenant/settings';

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

  test('have no field that is not known', () => {
    expect(tenantSettings.safeParse({ colour: 'blue' }).success).toBe(false);
    expect(storedSettings.safeParse({ colour: 'blue' }).success).toBe(false);
  });
});
