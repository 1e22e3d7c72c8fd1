import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantSettings } from '@frontdesk/tenant';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';

const publicTenant = async (settings: Partial<TenantSettings> = {}): Promise<string> => {
  const tenant = freshTenant('public');
  await putSettings(tenant, { public_chat: true, ...settings });
  return tenant;
};

const sessions = (tenant: string | undefined, body: object = {}) =>
  api('POST /public/sessions', { ...(tenant !== undefined && { tenant }), body });

const idsOf = ({ body }: Awaited<ReturnType<typeof sessions>>) => [body.visitor_id, body.thread_id];

describe('a new visitor', () => {
  test('gets a token for an hour, and a visitor and a thread that nobody else has', async () => {
    const tenant = await publicTenant();
    const before = Date.now();
    const { status, headers, body } = await sessions(tenant);
    expect(status).toBe(200);
    expect(body).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      visitor_id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      thread_id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
      socket_url: expect.stringMatching(/^ws:.*\/realtime$/),
    });
    const lasts = Date.parse(body.expires_at) - before;
    expect(lasts).toBeGreaterThan(3_598_000);
    expect(lasts).toBeLessThan(3_660_000);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('ratelimit')).toMatch(/^"public";r=9;t=\d+$/);

    const others = await Promise.all(Array.from({ length: 5 }, () => sessions(tenant)));
    const ids = [body.visitor_id, body.thread_id, ...others.flatMap(idsOf)];
    expect(new Set(ids).size).toBe(12);
  });

  test('gets ids that sort by the time they were made', async () => {
    const tenant = await publicTenant();
    const [first, second] = [await sessions(tenant), await sessions(tenant)];
    expect(second.body.visitor_id > first.body.visitor_id).toBe(true);
    expect(second.body.thread_id > first.body.thread_id).toBe(true);
  });

  test('cannot choose an id, whosever it is', async () => {
    const tenant = await publicTenant();
    const { body: victim } = await sessions(tenant);
    for (const chosen of [
      { visitor_id: victim.visitor_id },
      { thread_id: victim.thread_id },
      { visitor_id: 'mine', thread_id: 'mine' },
    ]) {
      const { status, body } = await sessions(tenant, chosen);
      expect({ status, errors: body.errors }).toEqual({
        status: 400,
        errors: [{ location: 'body.token', message: 'is required with visitor_id or thread_id' }],
      });
    }
  });
});

describe('a returning visitor', () => {
  test('renews with the last token, and keeps visitor and thread', async () => {
    const tenant = await publicTenant();
    const first = await sessions(tenant);
    const { token, visitor_id, thread_id } = first.body;
    expect(idsOf(await sessions(tenant, { token }))).toEqual(idsOf(first));
    const again = await sessions(tenant, { token, visitor_id, thread_id });
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(idsOf(await sessions(tenant, { token: again.body.token }))).toEqual(idsOf(first));
  });

  test.each<[string, (own: { token: string }, other: { visitor_id: string; thread_id: string }) => object]>([
    ['with another visitor’s id', ({ token }, { visitor_id }) => ({ token, visitor_id })],
    ['with another visitor’s thread', ({ token }, { thread_id }) => ({ token, thread_id })],
    ['with a token that was tampered with', ({ token }) => ({ token: `${token.slice(0, -2)}AA` })],
    ['with something that is no token', () => ({ token: 'nonsense' })],
  ])('is refused %s', async (_name, request) => {
    const tenant = await publicTenant();
    const [{ body: own }, { body: other }] = [await sessions(tenant), await sessions(tenant)];
    expect(await sessions(tenant, request(own, other))).toMatchObject({
      status: 403,
      body: { code: 'visitor_token_refused' },
    });
  });

  test('is refused with a token of another tenant', async () => {
    const [tenant, other] = [await publicTenant(), await publicTenant()];
    const { token } = (await sessions(other)).body;
    expect(await sessions(tenant, { token })).toMatchObject({ status: 403, body: { code: 'visitor_token_refused' } });
  });
});

describe('a tenant without public chat', () => {
  test('is answered in the same way, whether it is unknown, suspended or has switched it off', async () => {
    const tenants = [
      freshTenant('unknown'),
      await publicTenant({ status: 'suspended' }),
      await publicTenant({ public_chat: false }),
    ];
    const answers = await Promise.all(tenants.map((tenant) => sessions(tenant)));
    const seen = answers.map(({ status, headers, text, body }) => ({
      status,
      text: text.replace(body.request_id, ''),
      // The end of the limit's window depends on the second.
      headers: [...headers].map(([name, value]) => [name, name === 'ratelimit' ? value.replace(/t=\d+/, '') : value]),
    }));
    const named = (name: string) => ({ headers: expect.arrayContaining([[name, expect.anything()]]) });
    expect(seen[0]).toMatchObject({ status: 404, ...named('ratelimit') });
    const changing = new Set(['date', 'x-request-id', 'apigw-requestid', 'traceparent']);
    const stable = seen.map(({ headers, ...rest }) => ({
      ...rest,
      headers: headers.filter(([name = '']) => !changing.has(name)),
    }));
    expect(stable[1]).toEqual(stable[0]);
    expect(stable[2]).toEqual(stable[0]);
    expect(answers[0]?.body).toMatchObject({ code: 'no_public_chat' });
  });

  test('is limited in the same way', async () => {
    const tenant = freshTenant('unknown');
    const answers = await Promise.all(Array.from({ length: 12 }, () => sessions(tenant)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(404), 429, 429]);
  });

  test('includes those that no tenant can be called', async () => {
    expect(await sessions('Acme#Dental')).toMatchObject({ status: 404, body: { code: 'no_public_chat' } });
  });
});

test('a request that names no tenant is told to', async () => {
  expect(await sessions(undefined)).toMatchObject({
    status: 400,
    body: { code: 'tenant_header_missing', errors: [{ location: 'header.x-client-id' }] },
  });
});

test('of 12 rapid requests of one address to one tenant exactly 10 pass, and the others are told when to come again', async () => {
  const [tenant, other] = [await publicTenant(), await publicTenant()];
  const answers = await Promise.all(Array.from({ length: 12 }, () => sessions(tenant)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(200), 429, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.body.code).toBe('rate_limited');
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused?.headers.get('ratelimit')).toMatch(/^"public";r=0;t=\d+$/);
  expect(refused?.headers.get('ratelimit-policy')).toBe('"public";q=10;w=60');
  expect((await sessions(other)).status).toBe(200);
});

test('API Gateway lets through what its throttle for public routes says, in front of our own limit', () => {
  const { stages } = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'dist', 'manifest.json'), 'utf8'));
  expect(stages.dev.route_throttles.createSession).toEqual({ burst: 5, rate: 1 });
  expect(stages.prod.route_throttles.createSession).toEqual({ burst: 10, rate: 2 });
});

test('each local stack signs with keys of its own, which only its owner can read', () => {
  const { data } = sharedStack();
  const file = join(data, 'secrets', `${encodeURIComponent('frontdesk-local/visitor-token-keys')}.json`);
  const { keys } = JSON.parse(JSON.parse(readFileSync(file, 'utf8')).current.value);
  // Another test may have rotated them.
  expect(Object.values(keys).length).toBeGreaterThan(0);
  for (const key of Object.values(keys)) expect(key).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o077).toBe(0);
});
