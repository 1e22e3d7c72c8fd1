import { api } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, staffOf } from '@frontdesk/testkit/aws';

let tenant: string;
let admin: StaffTokens;
beforeEach(async () => {
  tenant = freshTenant('prompt');
  admin = await staffOf(tenant);
});

const call = (target: string, body?: unknown) => api(target, { token: admin.id, ...(body !== undefined && { body }) });

describe('the system prompt', () => {
  test('is empty at first, then what was last written by PUT or POST', async () => {
    expect((await call('GET /prompt')).body).toEqual({ prompt: '', version: 0, updated_at: null, updated_by: null });
    expect((await call('PUT /prompt', { prompt: 'Be kind.', version: 0 })).body).toMatchObject({
      prompt: 'Be kind.',
      version: 1,
    });
    expect((await call('POST /prompt', { prompt: 'Be brief.' })).body).toMatchObject({
      prompt: 'Be brief.',
      version: 2,
    });
    expect((await call('GET /prompt')).body).toMatchObject({
      prompt: 'Be brief.',
      version: 2,
      updated_by: expect.stringMatching(/^staff:/),
    });
  });

  test('refuses a change that was made from a stale version', async () => {
    await call('PUT /prompt', { prompt: 'One.' });
    await call('PUT /prompt', { prompt: 'Two.', version: 1 });
    expect(await call('PUT /prompt', { prompt: 'Lost.', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict' },
    });
    expect((await call('GET /prompt')).body.prompt).toBe('Two.');
  });

  test('accepts exactly one of many changes to the same version', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => call('PUT /prompt', { prompt: `Writer ${i}`, version: 0 })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  test('refuses a change if If-Match names a different state', async () => {
    const read = await call('GET /prompt');
    const change = (prompt: string, etag: string) =>
      api('PUT /prompt', { token: admin.id, body: { prompt }, headers: { 'if-match': etag } });
    expect((await change('One.', read.headers.get('etag') ?? '')).status).toBe(200);
    expect(await change('Lost.', read.headers.get('etag') ?? '')).toMatchObject({
      status: 412,
      body: { code: 'precondition_failed' },
    });
    const { headers } = await call('GET /prompt');
    const known = await api('GET /prompt', {
      token: admin.id,
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(known.status).toBe(304);
  });

  test('is restored once, however often the request is repeated with its key', async () => {
    for (const prompt of ['One.', 'Two.']) await call('PUT /prompt', { prompt });
    const restore = () =>
      api('POST /prompt/versions/1/restore', { token: admin.id, headers: { 'idempotency-key': 'restore-once' } });
    const first = await restore();
    const again = await restore();
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await call('GET /prompt')).body.version).toBe(3);
  });

  test('keeps every version, newest first, and restores one as a new one', async () => {
    for (const prompt of ['One.', 'Two.', 'Three.']) await call('PUT /prompt', { prompt });
    const first = await call('GET /prompt/versions?limit=2');
    expect(first.body.versions.map(({ prompt }: { prompt: string }) => prompt)).toEqual(['Three.', 'Two.']);
    const second = await call(`GET /prompt/versions?limit=2&cursor=${first.body.next_cursor}`);
    expect(second.body).toMatchObject({ versions: [{ prompt: 'One.' }], next_cursor: null });

    expect((await call('POST /prompt/versions/1/restore')).body).toMatchObject({ prompt: 'One.', version: 4 });
    expect((await call('GET /prompt/versions/3')).body.prompt).toBe('Three.');
    expect((await call('GET /prompt/versions/9')).status).toBe(404);
  });

  test('is read by every member of staff and written by admins', async () => {
    const agent = await staffOf(tenant, ['agent']);
    expect((await api('GET /prompt', { token: agent.id })).status).toBe(200);
    expect(await api('PUT /prompt', { token: agent.id, body: { prompt: 'Mine.' } })).toMatchObject({
      status: 403,
      body: { code: 'group_required' },
    });
  });

  test('that is too long for the assistant is refused, with the field and the limit', async () => {
    expect((await call('PUT /prompt', { prompt: '長'.repeat(3_999) })).status).toBe(200);
    const { status, body } = await call('PUT /prompt', { prompt: '長'.repeat(4_000) });
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ location: 'body.prompt', message: expect.stringContaining('at most 4000 tokens') }]);
  });
});

describe('the function configuration', () => {
  const webhook = {
    name: 'lookup_order',
    description: 'Finds an order by its number.',
    url: 'https://shop.example/orders',
    parameters: { type: 'object', properties: { number: { type: 'string' } } },
  };

  test('switches nothing on until it is told to', async () => {
    expect((await call('GET /func-config')).body).toMatchObject({ tools: [], webhooks: [], version: 0 });
    const { body } = await call('PUT /func-config', { tools: ['find_faq', 'hand_off'], webhooks: [webhook] });
    expect(body).toMatchObject({
      tools: ['find_faq', 'hand_off'],
      webhooks: [{ ...webhook, timeout_ms: 5_000 }],
      version: 1,
    });
  });

  test.each([
    ['an unknown tool', { tools: ['format_disk'] }, 'body.tools.0'],
    ['a tool named twice', { tools: ['find_faq', 'find_faq'] }, 'body.tools'],
    ['a webhook over plain HTTP', { webhooks: [{ ...webhook, url: 'http://shop.example' }] }, 'body.webhooks.0.url'],
    [
      'a webhook with a password in its URL',
      { webhooks: [{ ...webhook, url: 'https://a:b@shop.example' }] },
      'body.webhooks.0.url',
    ],
    ['a webhook without a name', { webhooks: [{ ...webhook, name: '' }] }, 'body.webhooks.0.name'],
    [
      'parameters that are no object',
      { webhooks: [{ ...webhook, parameters: { type: 'string' } }] },
      'body.webhooks.0.parameters.type',
    ],
    ['an endless timeout', { webhooks: [{ ...webhook, timeout_ms: 60_000 }] }, 'body.webhooks.0.timeout_ms'],
    ['an unknown field', { tool: [] }, 'body.tool'],
  ])('refuses %s, and names the field', async (_name, body, location) => {
    const answer = await call('PUT /func-config', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { location: string }) => error.location)).toEqual([location]);
  });
});
