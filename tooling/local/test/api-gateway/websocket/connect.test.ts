import { FunctionError } from '@frontdesk/local/lambda/errors';
import { eventually } from '../../lambda/bundles';
import { callPort } from '../api';
import { closeSocketApis, type Options, PLACE, policy, socketApiOf } from './socket-api';

afterEach(closeSocketApis);

const METHOD_ARN = 'arn:aws:execute-api:us-east-1:123456789012:api1/realtime/$connect';
const CONNECT = { $connect: 'silent' } as const;
const thrown = (message: string) => () => {
  throw new FunctionError({ errorType: 'Error', errorMessage: message });
};

describe('a handshake', () => {
  test('calls the authorizer and then $connect, which gets the authorizer’s decision', async () => {
    const api = await socketApiOf({
      routes: CONNECT,
      authorize: ({ methodArn }) => policy('Allow', methodArn, { clientId: 'acme', age: 3, staff: true }),
    });
    await api.open('/realtime?token=t&a=1&a=2');
    const [asked, connected] = api.events;
    expect(asked).toMatchObject({
      type: 'REQUEST',
      methodArn: METHOD_ARN,
      queryStringParameters: { token: 't', a: '2' },
      multiValueQueryStringParameters: { token: ['t'], a: ['1', '2'] },
      headers: { Upgrade: 'websocket' },
      requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: PLACE.stage, apiId: PLACE.apiId },
    });
    expect(asked).not.toHaveProperty('requestContext.authorizer');
    expect(connected).toMatchObject({
      queryStringParameters: { token: 't' },
      isBase64Encoded: false,
      requestContext: {
        routeKey: '$connect',
        eventType: 'CONNECT',
        messageDirection: 'IN',
        domainName: '127.0.0.1',
        identity: { sourceIp: '127.0.0.1' },
        connectionId: asked?.requestContext.connectionId,
        authorizer: { principalId: 'acme', clientId: 'acme', age: '3', staff: 'true' },
      },
    });
    expect(connected?.requestContext.connectionId).toMatch(/^[\w-]{15}=$/);
  });

  test.each(['/realtime', '/realtime?token=', '/realtime?Token=t'])(
    'without a token (%s) is a 401, and no function is called',
    async (target) => {
      const api = await socketApiOf({ routes: CONNECT });
      await expect(api.open(target)).rejects.toMatchObject({
        status: 401,
        body: expect.stringContaining('Unauthorized'),
      });
      expect(api.events).toEqual([]);
    },
  );

  test.each<[string, Options['authorize'], number]>([
    ['denies', ({ methodArn }) => policy('Deny', methodArn), 403],
    ['allows something else', () => policy('Allow', METHOD_ARN.replace('realtime', 'other')), 403],
    ['fails', thrown('the database is gone'), 500],
    ['throws Unauthorized', thrown('Unauthorized'), 401],
    ['answers no policy', () => ({ isAuthorized: true }), 500],
    ['answers a list in its context', ({ methodArn }) => policy('Allow', methodArn, { groups: ['a'] }), 500],
    ['answers more than 8 KB', ({ methodArn }) => policy('Allow', methodArn, { much: 'x'.repeat(8192) }), 500],
  ])('is refused if the authorizer %s, and $connect is not called', async (_name, authorize, status) => {
    const api = await socketApiOf({ routes: CONNECT, authorize });
    await expect(api.open()).rejects.toMatchObject({ status });
    expect(api.of('$connect')).toEqual([]);
    expect(api.connections.size).toBe(0);
    expect(api.access).toMatchObject([{ status, routeKey: '$connect', authorizerError: expect.any(String) }]);
  });

  test.each<[string, Options['answer'], number]>([
    ['refuses with a status', () => ({ statusCode: 409 }), 409],
    ['fails', thrown('the password is hunter2'), 502],
    ['answers without a status', () => undefined, 502],
  ])('is refused if $connect %s', async (_name, answer, status) => {
    const api = await socketApiOf({ routes: CONNECT, answer });
    const refused = await api.open().catch((error: unknown) => error);
    expect(refused).toMatchObject({ status });
    expect(String(refused)).not.toContain('hunter2');
    expect(api.connections.size).toBe(0);
  });

  test('ends with 504 if a function takes longer than API Gateway waits', async () => {
    const api = await socketApiOf({
      routes: CONNECT,
      answer: () => new Promise(() => undefined),
      quotas: { integrationMs: 20 },
    });
    await expect(api.open()).rejects.toMatchObject({
      status: 504,
      body: expect.stringContaining('Endpoint request timed out'),
    });
  });

  test('is pending until $connect has answered: there is no connection before', async () => {
    let answer = (): void => undefined;
    const api = await socketApiOf({
      routes: CONNECT,
      answer: () =>
        new Promise((resolve) => {
          answer = () => resolve({ statusCode: 200 });
        }),
    });
    const opening = api.open();
    await eventually(() => api.of('$connect').length === 1);
    expect(api.connections.size).toBe(0);
    answer();
    await opening;
    expect([...api.connections.keys()]).toEqual([api.of('$connect')[0]?.requestContext.connectionId]);
  });

  test('over the stage’s throttle is a 429, and no function is called', async () => {
    const api = await socketApiOf({ routes: CONNECT, throttle: { burst: 1, rate: 0.001 } });
    await api.open();
    const before = api.events.length;
    await expect(api.open()).rejects.toMatchObject({ status: 429 });
    expect(api.events.length).toBe(before);
  });

  test('at another path is a 404, while ordinary requests are served', async () => {
    const api = await socketApiOf();
    await expect(api.open('/elsewhere?token=t')).rejects.toMatchObject({
      status: 404,
      body: '{"message":"Not Found"}',
    });
    expect((await callPort(api.port, '/')).body).toBe('http');
  });
});

test('a request that offers an upgrade to HTTP/2 is served as HTTP/1.1, with its body', async () => {
  const api = await socketApiOf();
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
  for (const call of [{}, { method: 'POST', body: 'x'.repeat(200_000) }]) {
    expect((await callPort(api.port, '/', { headers, ...call })).body).toBe('http');
  }
});
