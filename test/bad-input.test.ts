import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faqId } from '@frontdesk/tables';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { importJWK, SignJWT } from 'jose';

let tenant: string;
let staff: StaffTokens;
beforeAll(async () => {
  tenant = freshTenant('input');
  staff = await staffOf(tenant);
});

const problem = (code: string, status: number) => ({ status, body: { code, status, request_id: expect.any(String) } });
const chat = (request: Parameters<typeof api>[1]) => api('POST /chat', { token: staff.id, ...request });

describe('a bad body', () => {
  test('malformed JSON', async () => {
    expect(await chat({ raw: '{"message": "hi"' })).toMatchObject(problem('malformed_json', 400));
  });

  test('wrong type', async () => {
    const answer = await chat({ body: { message: 42 } });
    expect(answer).toMatchObject(problem('invalid_request', 400));
    expect(answer.body.errors).toEqual([{ location: 'body.message', message: expect.any(String) }]);
  });

  test('unknown field', async () => {
    const answer = await chat({ body: { message: 'hi', mesage: 'hi' } });
    expect(answer).toMatchObject(problem('invalid_request', 400));
    expect(answer.body.errors).toEqual([{ location: 'body.mesage', message: 'is not known' }]);
  });

  test('wrong content type', async () => {
    const answer = await chat({ raw: '{"message":"hi"}', headers: { 'content-type': 'text/plain' } });
    expect(answer).toMatchObject(problem('unsupported_media_type', 415));
  });

  test('too large for the function', async () => {
    expect(await chat({ body: { message: 'x'.repeat(256 * 1024) } })).toMatchObject(problem('body_too_large', 413));
  });

  test('too large for API Gateway, which answers itself', async () => {
    const answer = await chat({ raw: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual({ message: 'Request Entity Too Large' });
  });

  test('too long a message', async () => {
    expect((await chat({ body: { message: 'x'.repeat(8_000) } })).status).toBe(200);
    expect(await chat({ body: { message: 'x'.repeat(8_001) } })).toMatchObject(problem('invalid_request', 400));
  });
});

test.each(['GET /faq/search?q=%ED%A0%80', 'GET /faq/%ED%A0%80', 'GET /faq?limit=%ff'])(
  'percent-encoded bytes that are not UTF-8 are refused, in a query and in a path: %s',
  async (target) => {
    expect((await api(target, { token: staff.id })).status).toBe(400);
  },
);

describe('a bad route', () => {
  test('unknown route', async () => {
    expect(await api('GET /nothing/here', { token: staff.id })).toMatchObject(problem('route_not_found', 404));
  });

  test('wrong method, with a list of the right ones', async () => {
    const answer = await api('DELETE /chat', { token: staff.id });
    expect(answer).toMatchObject(problem('method_not_allowed', 405));
    expect(answer.headers.get('allow')).toBe('POST');
    expect((await api('PATCH /faq/abc')).headers.get('allow')).toBe('DELETE, GET, PUT');
  });
});

/** Turns a token's payload over, with its signature left as it was. */
const tampered = (token: string, change: object): string => {
  const [head, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return [head, Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url'), signature].join('.');
};

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

/** A token signed with the pool's own key: no caller can make one, but a test has to, to move the clock. */
const signedByThePool = async (claims: Record<string, unknown>): Promise<string> => {
  const { signing } = JSON.parse(readFileSync(join(sharedStack().data, 'cognito', 'keys.json'), 'utf8'));
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: signing.kid })
    .sign(await importJWK(signing, 'RS256'));
};

const unsigned = (token: string): string => {
  const head = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${head}.${token.split('.')[1]}.`;
};

describe('a bad token is refused by the gateway itself', () => {
  const refused = { status: 401, body: { message: 'Unauthorized' } };

  test('no token', async () => {
    expect(await chat({ token: undefined, body: { message: 'hi' } })).toMatchObject(refused);
  });

  test('another pool’s token, with every claim right', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const header = JSON.parse(Buffer.from(staff.id.split('.')[0] ?? '', 'base64url').toString());
    const token = await new SignJWT(claimsOf(staff.id)).setProtectedHeader(header).sign(privateKey);
    expect(await chat({ token, body: { message: 'hi' } })).toMatchObject(refused);
  });

  test('expired', async () => {
    const now = Math.floor(Date.now() / 1000);
    const fresh = await signedByThePool({ ...claimsOf(staff.id), iat: now - 60, exp: now + 60 });
    const expired = await signedByThePool({ ...claimsOf(staff.id), iat: now - 7_200, exp: now - 1 });
    expect((await chat({ token: fresh, body: { message: 'hi' } })).status).toBe(200);
    expect(await chat({ token: expired, body: { message: 'hi' } })).toMatchObject(refused);
  });

  test('tampered', async () => {
    expect(
      await chat({ token: tampered(staff.id, { 'custom:tenant_id': 'acme-dental' }), body: { message: 'hi' } }),
    ).toMatchObject(refused);
  });

  test('alg none', async () => {
    expect(await chat({ token: unsigned(staff.id), body: { message: 'hi' } })).toMatchObject(refused);
  });

  test('no token at all', async () => {
    expect(await chat({ token: 'not-a-token', body: { message: 'hi' } })).toMatchObject(refused);
  });
});

describe('a genuine token of the wrong kind is refused by the function, with a code that says why', () => {
  test("the web client's access token, where an ID token is needed", async () => {
    expect(await chat({ token: staff.access, body: { message: 'hi' } })).toMatchObject(
      problem('token_not_accepted', 403),
    );
    expect(await api('GET /faq', { token: staff.access, tenant })).toMatchObject(problem('token_not_accepted', 403));
  });

  test('a claim that disagrees with x-client-id', async () => {
    expect(await chat({ tenant: 'acme-dental', body: { message: 'hi' } })).toMatchObject(
      problem('tenant_mismatch', 403),
    );
  });

  test('a user without a tenant', async () => {
    const nobody = await staffOf('');
    expect(await chat({ token: nobody.id, body: { message: 'hi' } })).toMatchObject(
      problem('tenant_claim_missing', 403),
    );
  });

  test('an unregistered service client, whether the tenant exists or not', async () => {
    const { token } = await serviceClient();
    const [real, unreal] = await Promise.all(
      ['acme-dental', freshTenant()].map((named) => chat({ token, tenant: named, body: { message: 'hi' } })),
    );
    expect(real).toMatchObject(problem('service_not_registered', 403));
    expect(masked(real?.text)).toBe(masked(unreal?.text));
  });

  test('a service client without x-client-id', async () => {
    const { token } = await serviceClient();
    expect(await chat({ token, body: { message: 'hi' } })).toMatchObject(problem('tenant_header_missing', 400));
  });
});

const masked = (text = ''): string => text.replace(/"request_id":"[^"]*"/, '"request_id":""');

describe('what belongs to another tenant', () => {
  const question = 'Where is the key to the back door?';
  let owner: StaffTokens;
  beforeAll(async () => {
    owner = await staffOf(freshTenant('owner'));
    const made = await api('POST /faq', { token: owner.id, body: { question, answer: 'Under the mat.' } });
    expect(made.status).toBe(201);
  });

  test.each(['GET', 'PUT', 'DELETE'])(
    '%s of its FAQ entry answers byte for byte as if there were none',
    async (method) => {
      const body = method === 'PUT' ? { body: { question, answer: 'Mine now.' } } : {};
      const [foreign, absent] = await Promise.all(
        [faqId(question), faqId('Nobody ever asked this.')].map((id) =>
          api(`${method} /faq/${id}`, { token: staff.id, ...body }),
        ),
      );
      expect(foreign).toMatchObject(problem('not_found', 404));
      expect(absent?.status).toBe(404);
      expect(masked(foreign?.text)).toBe(masked(absent?.text));
      expect((await api(`GET /faq/${faqId(question)}`, { token: owner.id })).body.answer).toBe('Under the mat.');
    },
  );

  test('its cursor is refused', async () => {
    await api('POST /faq', { token: owner.id, body: { question: 'A second one?', answer: 'Yes.' } });
    const { body } = await api('GET /faq?limit=1', { token: owner.id });
    expect(body.next_cursor).toEqual(expect.any(String));
    const answer = await api(`GET /faq?limit=1&cursor=${body.next_cursor}`, { token: staff.id });
    expect(answer).toMatchObject(problem('invalid_cursor', 400));
  });

  test('its session is not found', async () => {
    const { body } = await api('POST /chat', { token: owner.id, body: { message: 'hello' } });
    const [foreign, absent] = await Promise.all(
      [body.session_id, 'no-such-session'].map((id) => api(`GET /chat/sessions/${id}/messages`, { token: staff.id })),
    );
    expect(foreign?.status).toBe(404);
    expect(masked(foreign?.text)).toBe(masked(absent?.text));
  });
});

test('an unknown address reveals nothing about the stack behind it', async () => {
  const answer = await api(`GET /faq/${'%00'.repeat(3)}`, { token: staff.id });
  expect(answer.status).toBe(404);
  expect(answer.text).not.toMatch(/dynamo|node_modules|at .*\.js/i);
  expect(sharedStack().api_url).toMatch(/^http:\/\/127/);
});
