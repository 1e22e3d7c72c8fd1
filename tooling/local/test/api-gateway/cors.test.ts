import { apiOf, closeApis, eventOf, expectRefusal, route } from './api';

afterEach(closeApis);

const ORIGIN = 'https://app.example.com';
const cors = {
  allowOrigins: [ORIGIN, 'https://other.example.com'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization', 'content-type'],
  exposeHeaders: ['x-request-id'],
  maxAge: 300,
};
const preflight = (origin = ORIGIN) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
});
const ROUTES = [route('GET /faq', { authorizer: 'jwt' as const }), route('POST /chat')];

describe('a preflight', () => {
  test('is answered by the gateway, without authorizer and function', async () => {
    const api = await apiOf(ROUTES, { cors });
    const reply = await api.call('/faq', preflight());
    expect(reply).toMatchObject({ status: 204, body: '' });
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-expose-headers': 'x-request-id',
      'access-control-max-age': '300',
      'apigw-requestid': expect.any(String),
    });
    expect(reply.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(api.invoked).toEqual([]);
  });

  test('from an origin that is not allowed gets no permission', async () => {
    const api = await apiOf(ROUTES, { cors });
    const reply = await api.call('/faq', preflight('https://evil.example.com'));
    expect(reply.status).toBe(204);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test('is an ordinary request if CORS is not configured', async () => {
    const api = await apiOf(ROUTES);
    expectRefusal(await api.call('/faq', preflight()), 404, 'Not Found');
  });

  test('goes to a route for OPTIONS, including $default, and the gateway adds its headers', async () => {
    const api = await apiOf([...ROUTES, route('$default')], { cors, answer: async () => ({ statusCode: 204 }) });
    const reply = await api.call('/faq', preflight());
    expect(eventOf(api).routeKey).toBe('$default');
    expect(reply.status).toBe(204);
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET,POST',
      'access-control-max-age': '300',
    });
  });
});

describe('an answer', () => {
  const answer = async () => ({
    statusCode: 200,
    headers: { 'Access-Control-Allow-Origin': 'https://own.example.com', 'x-kept': '1' },
    body: '',
  });

  test('carries the gateway’s CORS headers, and none of the function’s', async () => {
    const api = await apiOf(ROUTES, { cors: { ...cors, allowCredentials: true }, answer });
    const reply = await api.call('/chat', { method: 'POST', headers: { origin: ORIGIN } });
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-request-id',
      'x-kept': '1',
    });
    expect(reply.headers).not.toHaveProperty('access-control-allow-methods');
  });

  test('has no CORS headers for another origin or for none', async () => {
    const api = await apiOf(ROUTES, { cors, answer });
    for (const headers of [{ origin: 'https://evil.example.com' }, {}] as Record<string, string>[]) {
      const reply = await api.call('/chat', { method: 'POST', headers });
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  test('keeps the function’s CORS headers if the gateway has none', async () => {
    const api = await apiOf(ROUTES, { answer });
    const reply = await api.call('/chat', { method: 'POST', headers: { origin: ORIGIN } });
    expect(reply.headers['access-control-allow-origin']).toBe('https://own.example.com');
  });

  test('from the gateway itself has them too, so that a browser can read the reason', async () => {
    const api = await apiOf(ROUTES, { cors });
    const reply = await api.call('/faq', { headers: { origin: ORIGIN } });
    expectRefusal(reply, 401, 'Unauthorized');
    expect(reply.headers['access-control-allow-origin']).toBe(ORIGIN);
  });

  test.each([
    [['*'], 'http://any.example.com', '*'],
    [['https://*'], 'https://any.example.com', 'https://any.example.com'],
    [['https://*'], 'http://any.example.com', undefined],
    [['http://localhost:5173'], 'http://localhost:5173', 'http://localhost:5173'],
    [['https://app.example.com'], 'https://app.example.com.evil.com', undefined],
  ])('with origins %j is to %s: %s', async (allowOrigins, origin, allowed) => {
    const api = await apiOf(ROUTES, { cors: { allowOrigins } });
    const reply = await api.call('/chat', { method: 'POST', headers: { origin } });
    expect(reply.headers['access-control-allow-origin']).toBe(allowed);
  });
});
