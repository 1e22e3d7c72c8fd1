import { apiOf, closeApis, eventOf, route } from './api';

afterEach(closeApis);

const DEFAULT = [route('$default')];

describe('the event of a request', () => {
  test('is in payload format 2.0, complete', async () => {
    const at = Date.UTC(2020, 2, 12, 19, 3, 58, 390);
    const api = await apiOf([route('POST /threads/{thread_id}/messages', { method: 'POST', function: 'realtime' })], {
      accountId: '123456789012',
      apiId: 'a1b2c3',
      clock: { now: () => at },
    });
    const reply = await api.call('/threads/t-1/messages?limit=2&tag=a&tag=b', {
      method: 'POST',
      headers: {
        host: 'api.example.com:8080',
        'User-Agent': 'jest',
        'Content-Type': 'application/json',
        Cookie: 'a=1; b=2',
        'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
        connection: 'close',
      },
      body: '{"text":"ü"}',
    });
    expect(api.invoked[0]?.functionName).toBe('realtime');
    expect(eventOf(api)).toStrictEqual({
      version: '2.0',
      routeKey: 'POST /threads/{thread_id}/messages',
      rawPath: '/threads/t-1/messages',
      rawQueryString: 'limit=2&tag=a&tag=b',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: 'api.example.com:8080',
        'user-agent': 'jest',
        'content-type': 'application/json',
        'content-length': '13',
        'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': String(api.port),
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { limit: '2', tag: 'a,b' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'a1b2c3',
        domainName: 'api.example.com',
        domainPrefix: 'api',
        http: {
          method: 'POST',
          path: '/threads/t-1/messages',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'jest',
        },
        requestId: reply.headers['apigw-requestid'],
        routeKey: 'POST /threads/{thread_id}/messages',
        stage: '$default',
        time: '12/Mar/2020:19:03:58 +0000',
        timeEpoch: at,
      },
      pathParameters: { thread_id: 't-1' },
      body: '{"text":"ü"}',
      isBase64Encoded: false,
    });
  });

  test('leaves out what the request does not have', async () => {
    const api = await apiOf(DEFAULT);
    await api.call('/');
    expect(Object.keys(eventOf(api)).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'rawPath',
      'rawQueryString',
      'requestContext',
      'routeKey',
      'version',
    ]);
    expect(eventOf(api)).toMatchObject({ routeKey: '$default', rawQueryString: '', isBase64Encoded: false });
  });

  test('has the address of the connection, whatever headers claim', async () => {
    const api = await apiOf(DEFAULT);
    await api.call('/', {
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' },
    });
    expect(eventOf(api).requestContext.http.sourceIp).toBe('127.0.0.1');
    expect(eventOf(api).headers['x-forwarded-for']).toBe('203.0.113.9, 127.0.0.1');
  });

  test('joins repeated headers with commas and collects cookies from all headers', async () => {
    const api = await apiOf(DEFAULT);
    await api.call('/', { headers: { 'X-Probe': ['first', 'second'], Cookie: ['a=1; b=2', 'c=3'] } });
    expect(eventOf(api).headers['x-probe']).toBe('first,second');
    expect(eventOf(api).cookies).toEqual(['a=1', 'b=2', 'c=3']);
    expect(eventOf(api).headers).not.toHaveProperty('cookie');
  });
});

describe('the path in the event', () => {
  // Captured from live HTTP APIs: https://github.com/hotsock/voker/blob/main/vokerhttp/testdata/ingress-paths.json
  test.each([
    ['/capture/plain', '/capture/plain'],
    ['/capture/space%20value', '/capture/space value'],
    ['/capture/question%3Fvalue', '/capture/question'],
    ['/capture/hash%23value', '/capture/hash#value'],
    ['/capture/slash%2Fvalue', '/capture/slash/value'],
    ['/capture/unicode-%CE%BB-%E4%B8%96%E7%95%8C', '/capture/unicode-λ-世界'],
    ['/capture/literal%252Fvalue', '/capture/literal/value'],
    ['/capture/literal%253Fvalue', '/capture/literal?value'],
    ['/capture/literal%2525value', '/capture/literal%value'],
  ])('%s arrives as %s', async (sent, rawPath) => {
    const api = await apiOf(DEFAULT);
    await api.call(`${sent}?value=a%3Fb%25c%23d`);
    expect(eventOf(api).rawPath).toBe(rawPath);
    expect(eventOf(api).requestContext.http.path).toBe(rawPath);
    expect(eventOf(api).rawQueryString).toBe('value=a%3Fb%25c%23d');
  });

  test('gives decoded path parameters', async () => {
    const api = await apiOf([route('GET /tasks/{name}')]);
    await api.call('/tasks/caf%C3%A9%20%2B1');
    expect(eventOf(api).pathParameters).toEqual({ name: 'café +1' });
  });

  test('may come in absolute form', async () => {
    const api = await apiOf([route('GET /faq')]);
    await api.call('http://proxy.example.com/faq?q=1');
    expect(eventOf(api)).toMatchObject({ rawPath: '/faq', rawQueryString: 'q=1' });
  });
});

describe('the body in the event', () => {
  const BYTES = Buffer.from('{"text":"ü"}');

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'text/csv',
    'application/xml',
    'application/javascript',
    'application/problem+json',
  ])('is text for %s', async (type) => {
    const api = await apiOf(DEFAULT);
    await api.call('/', { method: 'POST', headers: { 'content-type': type }, body: BYTES });
    expect(eventOf(api)).toMatchObject({ body: BYTES.toString(), isBase64Encoded: false });
  });

  test.each(['application/x-www-form-urlencoded', 'image/png', 'multipart/form-data; boundary=x', undefined])(
    'is base64 for %s',
    async (type) => {
      const api = await apiOf(DEFAULT);
      await api.call('/', { method: 'POST', headers: type ? { 'content-type': type } : {}, body: BYTES });
      expect(eventOf(api)).toMatchObject({ body: BYTES.toString('base64'), isBase64Encoded: true });
    },
  );

  test('is base64 when it is compressed', async () => {
    const api = await apiOf(DEFAULT);
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    await api.call('/', { method: 'POST', headers, body: BYTES });
    expect(eventOf(api).isBase64Encoded).toBe(true);
  });

  test('is complete when it comes in chunks, with its length', async () => {
    const api = await apiOf(DEFAULT);
    const body = Buffer.alloc(3_000_000, 'a');
    await api.call('/', {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'transfer-encoding': 'chunked' },
      body,
    });
    expect(eventOf(api).body).toHaveLength(3_000_000);
    expect(eventOf(api).headers['content-length']).toBe('3000000');
    expect(eventOf(api).headers).not.toHaveProperty('transfer-encoding');
  });
});
