import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { eventually } from '../lambda/bundles';
import { apiOf, closeApis, route, type TestApi } from './api';

afterEach(closeApis);

const DEFAULT = [route('$default')];

const open = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

/** Sends bytes as they are and reads until the other side ends. */
const exchange = async (port: number, text: string): Promise<string> => {
  const socket = await open(port);
  let seen = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    seen += chunk;
  });
  socket.write(text);
  await once(socket, 'close');
  return seen;
};

const connections = (api: TestApi): Promise<number> =>
  new Promise((resolve, reject) =>
    api.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

describe('a request that is not valid HTTP', () => {
  test('gets an answer without a body if its readable part says that it is a HEAD', async () => {
    const api = await apiOf(DEFAULT);
    const seen = await exchange(api.port, 'HEAD /a\u00e9 HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(seen).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\r\n\r\n$/);
  });

  test.each([
    ['not HTTP at all', 'HELLO\r\n\r\n'],
    ['a header that is none', 'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('%s is a 400, and the connection ends', async (_title, text) => {
    const api = await apiOf(DEFAULT);
    const seen = await exchange(api.port, text);
    expect(seen).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(seen).toMatch(/apigw-requestid: [\w-]{15}=/);
    expect(seen).toMatch(/\{"message":"Bad Request"\}$/);
    expect((await api.call('/')).status).toBe(200);
  });

  test('a target without a path is a 400', async () => {
    const api = await apiOf(DEFAULT);
    expect(await exchange(api.port, 'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });
});

describe('a caller that leaves', () => {
  test('in the middle of its body causes no invocation', async () => {
    const api = await apiOf(DEFAULT);
    const socket = await open(api.port);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
    await eventually(async () => (await connections(api)) === 1);
    socket.destroy();
    await eventually(() => api.access.length === 1);
    expect(api.access[0]).toMatchObject({ status: 0, routeKey: '$default' });
    expect(api.invoked).toEqual([]);
  });

  test('before the answer does no harm', async () => {
    let finish: (answer: unknown) => void = () => {};
    const api = await apiOf(DEFAULT, { answer: () => new Promise((resolve) => (finish = resolve)) });
    const socket = await open(api.port);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await eventually(() => api.invoked.length === 1);
    socket.destroy();
    await eventually(() => api.access.length === 1);
    finish({ statusCode: 200, body: 'too late' });
    expect(
      (await Promise.all([api.call('/'), eventually(() => api.invoked.length === 2).then(() => finish(1))]))[0].status,
    ).toBe(200);
  });
});

describe('a body that nobody wants', () => {
  test('is never sent by a caller that waits for 100 Continue', async () => {
    const api = await apiOf([route('GET /faq')]);
    const seen = await exchange(
      api.port,
      'POST /faq HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 1000\r\n\r\n',
    );
    expect(seen).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    expect(seen).toMatch(/connection: close/);
  });

  test('gets 100 Continue if the API wants it', async () => {
    const api = await apiOf(DEFAULT);
    const text =
      'POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\nconnection: close\r\ncontent-length: 2\r\n\r\nab';
    expect(await exchange(api.port, text)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });

  test('that never ends is cut off after the refusal', async () => {
    const api = await apiOf(DEFAULT);
    const socket = await open(api.port);
    let seen = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      seen += chunk;
    });
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const megabyte = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    const send = (): void => {
      while (!socket.destroyed && socket.write(megabyte));
    };
    socket.on('drain', send);
    send();
    await eventually(() => socket.destroyed);
    expect(seen).toMatch(/^HTTP\/1\.1 413 /);
    await eventually(async () => (await connections(api)) === 0);
  });
});

describe('connections', () => {
  test('are kept between requests', async () => {
    const api = await apiOf(DEFAULT);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let n = 0; n < 3; n += 1) {
      await new Promise<void>((resolve, reject) => {
        const request = httpRequest({ host: '127.0.0.1', port: api.port, agent }, (response) => {
          ports.add(response.socket.localPort);
          response.resume().once('end', resolve);
        });
        request.once('error', reject).end();
      });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test('that are idle or were never used do not hold up close()', async () => {
    const api = await apiOf(DEFAULT);
    const silent = await open(api.port);
    const idle = await open(api.port);
    idle.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(idle, 'data');
    // Nothing but close() ends them: the grace for requests under way begins with a timer, which is not fired here.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    try {
      await Promise.all([api.close(), once(silent, 'close'), once(idle, 'close')]);
    } finally {
      jest.useRealTimers();
    }
  });

  test('with a running request get its answer before close() ends them', async () => {
    let finish: (answer: unknown) => void = () => {};
    const api = await apiOf(DEFAULT, { answer: () => new Promise((resolve) => (finish = resolve)) });
    const reply = api.call('/');
    await eventually(() => api.invoked.length === 1);
    const closed = api.close();
    finish({ statusCode: 200, body: 'in time' });
    expect((await reply).body).toBe('in time');
    await closed;
  });

  test('that are opened but not yet used get no request in while close() waits for another', async () => {
    let finish: (answer: unknown) => void = () => {};
    const api = await apiOf(DEFAULT, { answer: () => new Promise((resolve) => (finish = resolve)) });
    const late = await open(api.port);
    let seen = '';
    late.setEncoding('utf8').on('data', (chunk: string) => {
      seen += chunk;
    });
    const ended = once(late, 'close');
    const first = api.call('/');
    await eventually(() => api.invoked.length === 1);
    expect(api.underWay()).toBe(1);
    const closed = api.close(10_000);
    late.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await ended;
    expect(seen).toMatch(/^$|^HTTP\/1\.1 503 /);
    expect(api.invoked).toHaveLength(1);
    finish({ statusCode: 200, body: 'in time' });
    expect(await first).toMatchObject({ body: 'in time', headers: { connection: 'close' } });
    await closed;
  });

  test('with a request that does not end are cut off by close()', async () => {
    const api = await apiOf(DEFAULT, { answer: () => new Promise(() => {}) });
    const reply = api.call('/').catch((error: NodeJS.ErrnoException) => error.code);
    await eventually(() => api.invoked.length === 1);
    await api.close();
    expect(await reply).toBe('ECONNRESET');
    await expect(api.close()).resolves.toBeUndefined();
  });
});

test('the error for a port in use says so', async () => {
  const api = await apiOf(DEFAULT);
  const second = await apiOf(DEFAULT);
  await second.close();
  await expect(second.listen(api.port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
