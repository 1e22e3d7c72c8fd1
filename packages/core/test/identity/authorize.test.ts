import { authorize } from '../../src/identity/authorize';
import type { Directory } from '../../src/identity/directory';
import { defaultSettings } from '../../src/tenant/settings';

const WEB = 'web-client';
const SUSPENDED = 'suspended-co';

/** What was looked up, so that a test can tell that nothing was. */
const directory = (): Directory & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    settings: async (tenant) => {
      asked.push(tenant);
      return { ...defaultSettings(), status: tenant === SUSPENDED ? 'suspended' : 'active' };
    },
    serviceTenants: async (id) => (id === 'voice-server' ? new Set(['acme-dental', SUSPENDED]) : undefined),
  };
};

const staffClaims = (tenant: string, groups = '[agent]') => ({
  token_use: 'id',
  aud: WEB,
  sub: 'u',
  'custom:tenant_id': tenant,
  'cognito:groups': groups,
});
const serviceClaims = (id: string) => ({ token_use: 'access', client_id: id, scope: 'frontdesk/tenant.act' });
const both = { staff: true, service: true } as const;

const outcome = async (
  who: Parameters<typeof authorize>[0],
  claims: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<string> => {
  try {
    const authority = authorize(who, claims, headers, WEB, directory());
    await authority?.admitted;
    return authority?.principal.tenant ?? 'nobody';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('who may act for which tenant', () => {
  test('staff act for the tenant of their token, with or without saying so', async () => {
    expect(await outcome(both, staffClaims('acme-dental'))).toBe('acme-dental');
    expect(await outcome(both, staffClaims('acme-dental'), { 'x-client-id': 'acme-dental' })).toBe('acme-dental');
  });

  test('staff who name another tenant are refused before anything is looked up', () => {
    const known = directory();
    expect(() => authorize(both, staffClaims('acme-dental'), { 'x-client-id': 'sakura-salon' }, WEB, known)).toThrow(
      expect.objectContaining({ code: 'tenant_mismatch' }),
    );
    expect(known.asked).toEqual([]);
  });

  test('a service acts for its own tenants only, and must say for which', async () => {
    expect(await outcome(both, serviceClaims('voice-server'), { 'x-client-id': 'acme-dental' })).toBe('acme-dental');
    expect(await outcome(both, serviceClaims('voice-server'))).toBe('tenant_header_missing');
    expect(await outcome(both, serviceClaims('voice-server'), { 'x-client-id': 'sakura-salon' })).toBe(
      'tenant_not_allowed',
    );
    expect(await outcome(both, serviceClaims('voice-server'), { 'x-client-id': 'a#b' })).toBe('tenant_not_allowed');
  });

  test('an unregistered service is refused, whatever tenant it names', async () => {
    expect(await outcome(both, serviceClaims('stranger'), { 'x-client-id': 'acme-dental' })).toBe(
      'service_not_registered',
    );
    expect(await outcome(both, serviceClaims('stranger'), { 'x-client-id': SUSPENDED })).toBe('service_not_registered');
  });

  test('a suspended tenant is told so to its own callers alone', async () => {
    expect(await outcome(both, staffClaims(SUSPENDED))).toBe('tenant_suspended');
    expect(await outcome(both, serviceClaims('voice-server'), { 'x-client-id': SUSPENDED })).toBe('tenant_suspended');
    expect(await outcome(both, serviceClaims('stranger'), { 'x-client-id': SUSPENDED })).not.toBe('tenant_suspended');
  });

  test('a route takes only the callers it declares', async () => {
    expect(await outcome({ service: true }, staffClaims('acme-dental'))).toBe('token_not_accepted');
    expect(await outcome({ staff: true }, serviceClaims('voice-server'), { 'x-client-id': 'acme-dental' })).toBe(
      'token_not_accepted',
    );
    expect(await outcome({ staff: ['admin'] }, staffClaims('acme-dental'))).toBe('group_required');
    expect(await outcome({ staff: ['admin'] }, staffClaims('acme-dental', '[agent admin]'))).toBe('acme-dental');
  });
});
