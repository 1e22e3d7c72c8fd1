import { FunctionError } from '@frontdesk/local/lambda/errors';
import { eventually } from '../../lambda/bundles';
import { closeSocketApis, type Options, socketApiOf } from './socket-api';

afterEach(closeSocketApis);

const ROUTES = { say: 'answers', note: 'silent', $default: 'answers', $disconnect: 'silent' } as const;
/** Answers with the key of the route that was selected. */
const routeKeyOf: Options['answer'] = ({ requestContext: { routeKey } }) => ({ statusCode: 200, body: routeKey });

describe('a message', () => {
  test('goes to the route that its action names, with what the authorizer decided', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: routeKeyOf });
    const client = await api.open();
    const frame = { action: 'say', text: 'Grüße' };
    client.send(frame);
    expect(await client.next()).toBe('say');
    const [event] = api.of('say');
    expect(event).toMatchObject({
      body: JSON.stringify(frame),
      isBase64Encoded: false,
      requestContext: {
        eventType: 'MESSAGE',
        messageDirection: 'IN',
        messageId: expect.any(String),
        requestId: expect.any(String),
        requestTimeEpoch: expect.any(Number),
        connectedAt: expect.any(Number),
        authorizer: { principalId: 'acme', clientId: 'acme' },
      },
    });
    expect([...api.connections.keys()]).toEqual([event?.requestContext.connectionId]);
  });

  test.each([
    ['{"action":"unknown"}'],
    ['{"action":"$connect"}'],
    ['{"action":"$disconnect"}'],
    ['{"action":{"a":1}}'],
    ['{"action":null}'],
    ['{}'],
    ['null'],
    ['7'],
    ['{"action":'],
    [''],
  ])('that names no route goes to $default: %s', async (frame) => {
    const api = await socketApiOf({ routes: ROUTES, answer: routeKeyOf });
    const client = await api.open();
    client.send(frame);
    expect(await client.next()).toBe('$default');
  });

  test('without a matching route or $default gets an error', async () => {
    const api = await socketApiOf({ routes: { say: 'answers' } });
    const client = await api.open();
    client.send({ action: 'unknown' });
    const [connectionId] = [...api.connections.keys()];
    expect(JSON.parse(await client.next())).toEqual({
      message: 'Forbidden',
      connectionId,
      requestId: expect.any(String),
    });
  });

  test('is answered only by a route with a route response', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: routeKeyOf });
    const client = await api.open();
    client.send({ action: 'note' });
    await eventually(() => api.access.some(({ routeKey }) => routeKey === 'note'));
    client.send({ action: 'say' });
    expect(await client.next()).toBe('say');
    expect(client.unread).toEqual([]);
  });

  test.each<[string, Options['answer']]>([
    [
      'fails',
      () => {
        throw new FunctionError({ errorType: 'Error', errorMessage: 'the password is hunter2' });
      },
    ],
    ['answers without a status', () => ({ body: 'x' })],
    ['answers with another status', () => ({ statusCode: 500, body: 'the password is hunter2' })],
  ])('whose function %s gets an error without the reason, and the connection stays', async (_name, answer) => {
    const api = await socketApiOf({ routes: ROUTES, answer });
    const client = await api.open();
    for (const action of ['say', 'note']) {
      client.send({ action });
      expect(JSON.parse(await client.next())).toEqual({
        message: 'Internal server error',
        connectionId: expect.any(String),
        requestId: expect.any(String),
      });
    }
    api.deploy({ routes: ROUTES, answer: routeKeyOf });
    client.send({ action: 'say' });
    expect(await client.next()).toBe('say');
  });

  test('whose function takes longer than API Gateway waits gets an error', async () => {
    const api = await socketApiOf({
      routes: ROUTES,
      answer: () => new Promise(() => undefined),
      quotas: { integrationMs: 20 },
    });
    const client = await api.open();
    client.send({ action: 'say' });
    expect(JSON.parse(await client.next())).toMatchObject({ message: 'Endpoint request timed out' });
  });

  test('over the stage’s throttle gets an error, and each route has a bucket of its own', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: routeKeyOf, throttle: { burst: 1, rate: 0.001 } });
    const client = await api.open();
    client.send({ action: 'say' });
    expect(await client.next()).toBe('say');
    client.send({ action: 'say' });
    expect(JSON.parse(await client.next())).toMatchObject({ message: 'Too Many Requests' });
    client.send({});
    expect(await client.next()).toBe('$default');
  });
});

test('a new deployment leaves connections open, and gets their next messages', async () => {
  const api = await socketApiOf({ routes: ROUTES, answer: () => ({ statusCode: 200, body: 'before' }) });
  const client = await api.open();
  client.send({ action: 'say' });
  expect(await client.next()).toBe('before');
  api.deploy({ routes: { ...ROUTES, more: 'answers' }, answer: () => ({ statusCode: 200, body: 'after' }) });
  client.send({ action: 'more' });
  expect(await client.next()).toBe('after');
});

test('the access log has every event of a connection with its route, and no token', async () => {
  const api = await socketApiOf({ routes: { ...ROUTES, $connect: 'silent' }, answer: routeKeyOf });
  const client = await api.open('/realtime?token=hunter2');
  client.send({ action: 'say' });
  await client.next();
  client.socket.close();
  await eventually(() => api.access.length === 3);
  expect(api.access.map(({ httpMethod, routeKey, status }) => [httpMethod, routeKey, status])).toEqual([
    ['CONNECT', '$connect', 200],
    ['MESSAGE', 'say', 200],
    ['DISCONNECT', '$disconnect', 200],
  ]);
  expect(JSON.stringify(api.access)).not.toContain('hunter2');
});
