import { eventually } from '../../lambda/bundles';
import { closeSocketApis, type Options, type SeenEvent, socketApiOf } from './socket-api';

afterEach(closeSocketApis);

const ROUTES = { $default: 'answers', $disconnect: 'silent' } as const;
const echo: Options['answer'] = ({ body }) => ({ statusCode: 200, body: String(body?.length) });
const KB = 1024;

const ending = ({ requestContext }: SeenEvent): unknown[] => [
  requestContext.eventType,
  requestContext.disconnectStatusCode,
  requestContext.disconnectReason,
];

describe('a connection is closed', () => {
  test('with 1003 at a binary message, which goes to no route', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: echo });
    const client = await api.open();
    client.socket.send(Buffer.from('{}'));
    expect((await client.closed).code).toBe(1003);
    expect(api.of('$default')).toEqual([]);
  });

  test('with 1009 at a frame over 32 KB, though a message of that length may come in several', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: echo });
    const client = await api.open();
    client.send('x'.repeat(32 * KB));
    expect(await client.next()).toBe(String(32 * KB));
    client.socket.send('x'.repeat(32 * KB), { fin: false });
    client.socket.send('x'.repeat(32 * KB), { fin: true });
    expect(await client.next()).toBe(String(64 * KB));
    client.send('x'.repeat(32 * KB + 1));
    expect((await client.closed).code).toBe(1009);
    expect(api.of('$default')).toHaveLength(2);
  });

  test('with 1009 at a message over 128 KB, however small its frames', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: echo });
    const client = await api.open();
    const send = (bytes: number): void => {
      for (let left = bytes; left > 0; left -= 16 * KB) {
        client.socket.send('x'.repeat(Math.min(left, 16 * KB)), { fin: left <= 16 * KB });
      }
    };
    send(128 * KB);
    expect(await client.next()).toBe(String(128 * KB));
    send(128 * KB + 1);
    expect((await client.closed).code).toBe(1009);
    expect(api.of('$default')).toHaveLength(1);
  });

  test('with 1001 when it was idle for too long', async () => {
    const api = await socketApiOf({ routes: ROUTES, quotas: { idleMs: 30 } });
    const client = await api.open();
    expect((await client.closed).code).toBe(1001);
    await eventually(() => api.connections.size === 0);
  });

  test('with 1001 at the end of its life, however busy it is', async () => {
    const api = await socketApiOf({ routes: ROUTES, answer: echo, quotas: { lifeMs: 400 } });
    const client = await api.open();
    let sent = 0;
    client.socket.on('message', () => {
      sent += 1;
      client.send('x');
    });
    client.send('x');
    expect((await client.closed).code).toBe(1001);
    expect(sent).toBeGreaterThan(0);
  });

  test('with 1001 when the stack ends, after $disconnect was called', async () => {
    const api = await socketApiOf({ routes: ROUTES });
    const client = await api.open();
    await api.sockets.end(5_000);
    expect((await client.closed).code).toBe(1001);
    expect(api.of('$disconnect').map(ending)).toEqual([['DISCONNECT', 1001, 'Going away']]);
    await expect(api.open()).rejects.toMatchObject({ status: 503 });
  });
});

describe('$disconnect', () => {
  test('gets the client’s close code and reason', async () => {
    const api = await socketApiOf({ routes: ROUTES });
    const client = await api.open();
    client.socket.close(4001, 'enough');
    await eventually(() => api.of('$disconnect').length === 1);
    expect(api.of('$disconnect').map(ending)).toEqual([['DISCONNECT', 4001, 'enough']]);
    expect(api.connections.size).toBe(0);
  });

  test('is called for a client that vanished', async () => {
    const api = await socketApiOf({ routes: ROUTES });
    const client = await api.open();
    client.socket.terminate();
    await eventually(() => api.of('$disconnect').length === 1);
    expect(api.of('$disconnect').map(ending)).toEqual([['DISCONNECT', 1006, '']]);
  });

  test('may fail without consequences', async () => {
    const api = await socketApiOf({
      routes: ROUTES,
      answer: () => {
        throw new Error('no');
      },
    });
    const client = await api.open();
    client.socket.close();
    await client.closed;
    await eventually(() => api.access.some(({ httpMethod }) => httpMethod === 'DISCONNECT'));
    expect(api.connections.size).toBe(0);
  });
});

test('a ping is answered by the gateway, and no function is called', async () => {
  const api = await socketApiOf({ routes: ROUTES });
  const client = await api.open();
  const before = api.events.length;
  const pong = new Promise<string>((resolve) => client.socket.once('pong', (data) => resolve(data.toString())));
  client.socket.ping('hello');
  expect(await pong).toBe('hello');
  expect(api.events.length).toBe(before);
});
