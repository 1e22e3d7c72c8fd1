import { gatewayEvent, lambdaContext } from '@frontdesk/testkit/gateway-event';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { defineFunction, http, routeOf } from '../../src/declare';
import { notFound } from '../../src/errors/problem';
import { httpHandler, ok } from '../../src/http';

const route = routeOf<object>();
const echo = route({
  method: 'POST',
  path: '/echo',
  operation: 'echo',
  summary: 'Echo',
  auth: 'anyone',
  body: z.strictObject({ message: z.string().check(z.minLength(1)), count: z.optional(z.int()) }),
  example: { message: 'x' },
  responses: {},
  handler: async ({ body }) => ok(body),
});
const failing = route({
  method: 'GET',
  path: '/failing',
  operation: 'failing',
  summary: 'Fails',
  auth: 'anyone',
  responses: {},
  handler: async () => {
    throw new Error('the password is hunter2');
  },
});
const missing = route({
  method: 'GET',
  path: '/missing',
  operation: 'missing',
  summary: 'Is not there',
  auth: 'anyone',
  responses: {},
  handler: async () => {
    throw notFound('belongs to another tenant');
  },
});
const slow = route({
  method: 'GET',
  path: '/slow',
  operation: 'slow',
  summary: 'Never ends',
  auth: 'anyone',
  responses: {},
  handler: () => new Promise<never>(() => undefined),
});

const handler = httpHandler(
  defineFunction({ name: 'test', description: '', triggers: [http(echo, failing, missing, slow)] }),
  testPlatform(),
  {},
);

const call = async (key: string, options: Parameters<typeof gatewayEvent>[1] = {}, remainingMs?: number) => {
  const result = (await handler(
    gatewayEvent(key, options),
    lambdaContext(remainingMs),
  )) as APIGatewayProxyStructuredResultV2;
  return { status: result.statusCode, headers: result.headers ?? {}, body: JSON.parse(result.body ?? 'null') };
};
const post = (body: string, options: Parameters<typeof gatewayEvent>[1] = {}) =>
  call('POST /echo', { body, ...options });

describe('a body', () => {
  test('that is valid reaches the handler, also in base64', async () => {
    const body = '{"message":"café"}';
    expect((await post(body)).body).toEqual({ message: 'café' });
    expect((await post(Buffer.from(body).toString('base64'), { base64: true })).body).toEqual({ message: 'café' });
  });

  test.each([
    ['is not JSON', '{"message":', 'malformed_json', 400],
    ['is empty', '', 'malformed_json', 400],
    ['is not UTF-8', '', 'not_utf8', 400],
  ])('that %s is refused', async (name, body, code, status) => {
    const sent =
      name === 'is not UTF-8' ? { base64: true, body: Buffer.from([0x22, 0xff, 0x22]).toString('base64') } : { body };
    expect(await call('POST /echo', sent)).toMatchObject({ status, body: { code } });
  });

  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    [''],
    ['__proto__'],
    ['constructor'],
    ['toString'],
  ])('of content type "%s" is refused', async (type) => {
    expect(await post('{"message":"x"}', { headers: { 'content-type': type } })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type' },
    });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'with a field %s, which every object inherits, is refused as with any unknown field',
    async (name) => {
      const { status, body } = await post(`{"message":"x","${name}":{"message":"y"}}`);
      expect(status).toBe(400);
      expect(body.errors).toEqual([{ location: `body.${name}`, message: 'is not known' }]);
    },
  );

  test('over 256 KiB is refused, and one of just 256 KiB is read', async () => {
    const body = (bytes: number) => `{"message":"${'x'.repeat(bytes - 14)}"}`;
    expect((await post(body(256 * 1024))).status).toBe(200);
    expect(await post(body(256 * 1024 + 1))).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });

  test('with wrong, missing and unknown fields is refused with each of them named', async () => {
    const { status, body } = await post('{"message":"","count":"two","extra":1}');
    expect(status).toBe(400);
    expect(body.code).toBe('invalid_request');
    expect(body.errors.map(({ location }: { location: string }) => location).sort()).toEqual([
      'body.count',
      'body.extra',
      'body.message',
    ]);
  });
});

describe('an error', () => {
  test('is a problem document of RFC 9457', async () => {
    const { status, headers, body } = await call('GET /missing');
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'urn:frontdesk:problem:not_found',
      title: expect.any(String),
      status: 404,
      detail: expect.any(String),
      code: 'not_found',
      request_id: 'gateway-request-id',
    });
  });

  test('that nobody foresaw tells the caller nothing of itself', async () => {
    const { status, body } = await call('GET /failing');
    expect(status).toBe(500);
    expect(body.code).toBe('internal_error');
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test('keeps for the log what only the log may say', async () => {
    expect(JSON.stringify((await call('GET /missing')).body)).not.toContain('another tenant');
  });
});

test('a handler that takes too long is answered before Lambda ends it', async () => {
  expect(await call('GET /slow', {}, 260)).toMatchObject({ status: 504, body: { code: 'deadline_exceeded' } });
});

describe('the ids of a request', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';

  test('are kept if well formed', async () => {
    const { headers } = await call('GET /missing', {
      headers: { 'x-request-id': 'caller.id-1', traceparent: `00-${trace}-b7ad6b7169203331-01` },
    });
    expect(headers['x-request-id']).toBe('caller.id-1');
    expect(headers.traceparent).toMatch(new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`));
  });

  test.each([['spaces in it'], ['x'.repeat(129)], ['\u0007']])('are replaced if not: %j', async (id) => {
    const { headers } = await call('GET /missing', {
      headers: { 'x-request-id': id, traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` },
    });
    expect(headers['x-request-id']).toBe('gateway-request-id');
    expect(headers.traceparent).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
  });

  test('are on every answer, good or bad', async () => {
    for (const answer of [await post('{"message":"x"}'), await post('{'), await call('GET /failing')]) {
      expect(answer.headers['x-request-id']).toBeDefined();
      expect(answer.headers.traceparent).toBeDefined();
    }
  });
});
