import { arrayClaim, identify } from '../../src/identity/claims';

const WEB = 'web-client';
const staff = {
  token_use: 'id',
  aud: WEB,
  sub: 'user-1',
  'custom:tenant_id': 'acme-dental',
  'cognito:groups': '[admin agent]',
};
const service = { token_use: 'access', client_id: 'voice-server', scope: 'frontdesk/tenant.act' };

const codeOf = (claims: Record<string, string>): string => {
  try {
    return identify(claims, WEB).kind;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the identity in a token', () => {
  test('an ID token of the web client is staff of its tenant, with its groups', () => {
    expect(identify(staff, WEB)).toEqual({
      kind: 'staff',
      id: 'user-1',
      tenant: 'acme-dental',
      groups: ['admin', 'agent'],
    });
  });

  test('a client-credentials token with the scope is a service, of no tenant yet', () => {
    expect(identify(service, WEB)).toEqual({ kind: 'service', id: 'voice-server' });
  });

  test.each([
    ["the web client's access token", { ...staff, token_use: 'access', aud: '', client_id: WEB }],
    ["the web client's access token with the scope", { ...service, client_id: WEB }],
    ['an ID token of another client', { ...staff, aud: 'other' }],
    ['a service token without the scope', { ...service, scope: 'frontdesk/other' }],
    ['a scope that only begins like it', { ...service, scope: 'frontdesk/tenant.actor' }],
    ['no token_use', { sub: 'x' }],
  ])('%s is refused', (_name, claims) => expect(codeOf(claims)).toBe('token_not_accepted'));

  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['malformed', 'Acme#Dental'],
  ])('a tenant claim that is %s is refused', (_name, tenant) => {
    const { 'custom:tenant_id': _, ...rest } = staff;
    expect(codeOf(tenant === undefined ? rest : { ...rest, 'custom:tenant_id': tenant })).toBe('tenant_claim_missing');
  });

  test('array claims are read as API Gateway writes them', () => {
    expect(arrayClaim('[admin agent]')).toEqual(['admin', 'agent']);
    expect(arrayClaim('[admin]')).toEqual(['admin']);
    expect(arrayClaim('[]')).toEqual([]);
    expect(arrayClaim('')).toEqual([]);
  });
});
