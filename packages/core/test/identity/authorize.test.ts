import { serviceClaims, staffClaims } from '@frontdesk/testkit/test-platform';
import { Problem } from '../../src/errors/problem';
import type { AdmissibleTenant } from '../../src/identity/admissible-tenant';
import { authorize, type Gate } from '../../src/identity/authorize';
import type { Directory } from '../../src/identity/directory';

const SUSPENDED = 'suspended-co';

interface Watched {
  readonly gate: Gate;
  /** The tenants whose settings were looked up, and whose limits were used. */
  readonly asked: string[];
  readonly counted: string[];
}

const registered = (id: string): ReadonlySet<string> | undefined =>
  id === 'voice-server' ? new Set(['acme-dental', SUSPENDED]) : undefined;

/**
 * @param known the tenants whose settings this process has read before.
 * @param remembered the services whose registration it has.
 */
const watched = (known: readonly string[] = [], remembered: readonly string[] = []): Watched => {
  const asked: string[] = [];
  const counted: string[] = [];
  const settings = (tenant: string): AdmissibleTenant => ({
    limits: { requests_per_minute: 60 },
    status: tenant === SUSPENDED ? 'suspended' : 'active',
  });
  const directory: Directory = {
    settings: async (tenant) => {
      asked.push(tenant);
      return settings(tenant);
    },
    lastKnown: (tenant) => (known.includes(tenant) ? settings(tenant) : undefined),
    serviceTenants: async (id) => registered(id),
    lastRegistered: (id, tenant) => remembered.includes(id) && registered(id)?.has(tenant) === true,
    refuses: (id, tenant) => remembered.includes(id) && !registered(id)?.has(tenant),
  };
  const limiter: Gate['limiter'] = {
    take: async (policy, ...subject) => {
      counted.push([policy.name, ...subject].join(' '));
      return {};
    },
  };
  return { asked, counted, gate: { webClientId: 'web', directory, limiter } };
};

const both = { staff: true, service: true } as const;

const outcome = async (
  auth: Parameters<typeof authorize>[0],
  claims: Record<string, string>,
  headers: Record<string, string> = {},
  { gate } = watched(),
): Promise<string> => {
  try {
    const authority = authorize(auth, claims, headers, gate);
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
    const { gate, asked, counted } = watched();
    expect(() => authorize(both, staffClaims('acme-dental'), { 'x-client-id': 'sakura-salon' }, gate)).toThrow(
      expect.objectContaining({ code: 'tenant_mismatch' }),
    );
    expect([...asked, ...counted]).toEqual([]);
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

  test('a service that is known not to act for a tenant is refused before anything of the tenant is looked up', async () => {
    const seen = watched([], ['voice-server', 'stranger']);
    const header = { 'x-client-id': 'sakura-salon' };
    expect(await outcome(both, serviceClaims('voice-server'), header, seen)).toBe('tenant_not_allowed');
    expect(await outcome(both, serviceClaims('stranger'), header, seen)).toBe('service_not_registered');
    expect([...seen.asked, ...seen.counted]).toEqual([]);
    expect(await outcome(both, serviceClaims('voice-server'), { 'x-client-id': 'acme-dental' }, seen)).toBe(
      'acme-dental',
    );
    expect(seen.asked).toEqual(['acme-dental']);
  });

  test('only its own callers learn that a tenant is suspended', async () => {
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

describe("a tenant's limit", () => {
  test('is never used by those who may not act for the tenant', async () => {
    for (const known of [[], ['sakura-salon']]) {
      const seen = watched(known);
      expect(await outcome(both, serviceClaims('voice-server'), { 'x-client-id': 'sakura-salon' }, seen)).toBe(
        'tenant_not_allowed',
      );
      expect(await outcome(both, serviceClaims('stranger'), { 'x-client-id': 'sakura-salon' }, seen)).toBe(
        'service_not_registered',
      );
      expect(seen.counted).toEqual([]);
    }
  });

  test('is counted once for each request', async () => {
    const seen = watched();
    await outcome(both, staffClaims('acme-dental'), {}, seen);
    await outcome(both, serviceClaims('voice-server'), { 'x-client-id': 'acme-dental' }, seen);
    expect(seen.counted).toEqual(['tenant acme-dental', 'tenant acme-dental']);
  });

  test('is counted while the settings are read again, once they have been read before', async () => {
    const seen = watched(['acme-dental']);
    const neverRead: Gate = {
      ...seen.gate,
      directory: { ...seen.gate.directory, settings: () => new Promise(() => undefined) },
    };
    authorize(both, staffClaims('acme-dental'), {}, neverRead);
    await new Promise(setImmediate);
    expect(seen.counted).toEqual(['tenant acme-dental']);
  });

  test('is counted while a service’s registration is looked up, if it was registered before', async () => {
    const { gate, counted } = watched(['acme-dental'], ['voice-server']);
    const headers = { 'x-client-id': 'acme-dental' };
    const looking = new Promise<undefined>(() => undefined);
    const directory = { ...gate.directory, serviceTenants: () => looking };
    authorize(both, serviceClaims('voice-server'), headers, { ...gate, directory });
    await new Promise(setImmediate);
    expect(counted).toEqual(['tenant acme-dental']);
  });

  test('is reported to the caller only if the tenant is not suspended', async () => {
    const seen = watched();
    const exhausted: Gate = {
      ...seen.gate,
      limiter: {
        take: async () => {
          throw new Problem('rate_limited');
        },
      },
    };
    expect(await outcome(both, staffClaims('acme-dental'), {}, { ...seen, gate: exhausted })).toBe('rate_limited');
    expect(await outcome(both, staffClaims(SUSPENDED), {}, { ...seen, gate: exhausted })).toBe('tenant_suspended');
  });
});
