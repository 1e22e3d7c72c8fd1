import {
  CallerTimeoutError,
  FunctionError,
  RequestTooLargeError,
  TimeoutError,
  TooManyRequestsError,
} from '@frontdesk/local/lambda/errors';
import { apiOf, closeApis, expectRefusal, route } from './api';

afterEach(closeApis);

const DEFAULT = [route('$default')];

test('404 where no route matches and there is no $default', async () => {
  const api = await apiOf([route('GET /faq')]);
  expectRefusal(await api.call('/other'), 404, 'Not Found');
  expectRefusal(await api.call('/faq', { method: 'DELETE' }), 404, 'Not Found');
});

test.each(['/%zz', '/%', '/a%2', '/percent%25done', '/%ff', '/%C3%28'])(
  '400 for the path %s, which does not decode',
  async (path) => {
    const api = await apiOf(DEFAULT);
    expectRefusal(await api.call(path), 400, 'Bad Request');
    expect(api.invoked).toEqual([]);
  },
);

describe('413', () => {
  test('for a body with a content-length over 10 MB, before it is read', async () => {
    const api = await apiOf(DEFAULT);
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    expectRefusal(await api.call('/', { method: 'POST', body }), 413, 'Request Entity Too Large');
    expect(api.invoked).toEqual([]);
  });

  test('for a body in chunks that grows past 10 MB', async () => {
    const api = await apiOf(DEFAULT);
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    const headers = { 'transfer-encoding': 'chunked' };
    expectRefusal(await api.call('/', { method: 'POST', headers, body }), 413, 'Request Entity Too Large');
    expect(api.invoked).toEqual([]);
  });

  test('not for 10 MB exactly', async () => {
    const api = await apiOf(DEFAULT);
    expect((await api.call('/', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024) })).status).toBe(200);
  });

  test('for an event that is too large for Lambda', async () => {
    const api = await apiOf(DEFAULT, { answer: () => Promise.reject(new RequestTooLargeError(7e6, 6e6)) });
    expectRefusal(await api.call('/'), 413, 'Request Entity Too Large');
  });
});

describe('431', () => {
  test('for a request line and headers of more than 10,240 bytes together', async () => {
    const api = await apiOf(DEFAULT);
    expectRefusal(
      await api.call('/', { headers: { 'x-big': 'x'.repeat(10_240) } }),
      431,
      'Request Header Fields Too Large',
    );
    expectRefusal(await api.call(`/?q=${'x'.repeat(10_240)}`), 431, 'Request Header Fields Too Large');
    expect((await api.call('/', { headers: { 'x-big': 'x'.repeat(9_000) } })).status).toBe(200);
  });

  test('for more than Node reads', async () => {
    const api = await apiOf(DEFAULT);
    expectRefusal(
      await api.call('/', { headers: { 'x-big': 'x'.repeat(100_000) } }),
      431,
      'Request Header Fields Too Large',
    );
  });
});

describe('the answer to a failed invocation', () => {
  test.each<[string, Error, number, string]>([
    [
      'a function error is a 500',
      new FunctionError({ errorType: 'Error', errorMessage: 'secret' }),
      500,
      'Internal Server Error',
    ],
    ['a function’s own timeout is a 500', new TimeoutError('id', 3), 500, 'Internal Server Error'],
    ['an error of ours is a 500', new Error('secret'), 500, 'Internal Server Error'],
    ['no instance to be had is a 503', new TooManyRequestsError('echo'), 503, 'Service Unavailable'],
    ['an answer too late is a 503', new CallerTimeoutError('echo', 30_000), 503, 'Service Unavailable'],
  ])('%s', async (_title, error, status, message) => {
    const api = await apiOf(DEFAULT, { answer: () => Promise.reject(error) });
    expectRefusal(await api.call('/'), status, message);
    expect(api.access[0]).toMatchObject({ status, integrationErrorMessage: error.message });
  });

  test('an integration that never answers is a 503 after its timeout', async () => {
    const api = await apiOf(DEFAULT, { answer: () => new Promise(() => {}), integrationTimeoutMs: 50 });
    expectRefusal(await api.call('/'), 503, 'Service Unavailable');
  });

  test('an invocation that throws at once is a 500', async () => {
    const api = await apiOf(DEFAULT, {
      answer: () => {
        throw new Error('at once');
      },
    });
    expectRefusal(await api.call('/'), 500, 'Internal Server Error');
  });

  test('the integration is told how long it may take and which trace it belongs to', async () => {
    const told: unknown[] = [];
    const api = await apiOf(DEFAULT, {
      answer: async (...args) => {
        told.push(args[2]);
        return 1;
      },
    });
    await api.call('/');
    expect(told).toEqual([
      {
        timeoutMs: 30_000,
        traceRoot: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        onInvocation: expect.any(Function),
      },
    ]);
  });
});
