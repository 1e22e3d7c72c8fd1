import { apiOf, closeApis, expectRefusal, type Reply, route } from './api';

afterEach(closeApis);

const replyTo = async (result: unknown): Promise<Reply> => {
  const api = await apiOf([route('$default')], { answer: async () => result });
  return api.call('/');
};

describe('an answer without statusCode is a 200 in JSON', () => {
  test.each<[unknown, string]>([
    [{ message: 'hi' }, '{"message":"hi"}'],
    [{ body: 'hi', headers: { 'x-a': '1' } }, '{"body":"hi","headers":{"x-a":"1"}}'],
    [[1, 2], '[1,2]'],
    ['Hello from Lambda!', 'Hello from Lambda!'],
    [42, '42'],
    [false, 'false'],
    [null, 'null'],
  ])('%j', async (result, body) => {
    const reply = await replyTo(result);
    expect(reply).toMatchObject({ status: 200, body });
    expect(reply.headers['content-type']).toBe('application/json');
    expect(reply.headers['apigw-requestid']).toMatch(/^[\w-]{15}=$/);
  });
});

describe('an answer with statusCode', () => {
  test('is sent as it says', async () => {
    const reply = await replyTo({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', 'X-Count': 3, 'X-Flag': true },
      cookies: ['a=1; Path=/', 'b=2'],
      body: '{"é":1}',
    });
    expect(reply).toMatchObject({ status: 201, body: '{"é":1}' });
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '8',
      'x-count': '3',
      'x-flag': 'true',
      'set-cookie': ['a=1; Path=/', 'b=2'],
    });
  });

  test('is decoded if it is base64', async () => {
    const reply = await replyTo({
      statusCode: 200,
      isBase64Encoded: true,
      body: Buffer.from('bytes').toString('base64'),
    });
    expect(reply.body).toBe('bytes');
  });

  test('is text if it names no type', async () => {
    expect((await replyTo({ statusCode: 200, body: 'x' })).headers['content-type']).toBe('text/plain;charset=UTF-8');
  });

  test('may have a status as text, and no body', async () => {
    const reply = await replyTo({ statusCode: '204' });
    expect(reply).toMatchObject({ status: 204, body: '' });
    expect(reply.headers).not.toHaveProperty('content-type');
  });

  test('cannot set what belongs to the connection or the gateway', async () => {
    const reply = await replyTo({
      statusCode: 200,
      headers: {
        'Content-Length': '999',
        'Transfer-Encoding': 'chunked',
        'apigw-requestid': 'mine',
        'Set-Cookie': 'x=1',
      },
      body: 'abc',
    });
    expect(reply.body).toBe('abc');
    expect(reply.headers['content-length']).toBe('3');
    expect(reply.headers['apigw-requestid']).not.toBe('mine');
    expect(reply.headers).not.toHaveProperty('set-cookie');
  });
});

describe('an invalid answer is a 500', () => {
  test.each<[string, unknown]>([
    ['a status that is no number', { statusCode: 'ok' }],
    ['a status out of range', { statusCode: 999 }],
    ['an interim status', { statusCode: 101 }],
    ['a fraction of a status', { statusCode: 200.5 }],
    ['a null status', { statusCode: null }],
    ['headers that are no object', { statusCode: 200, headers: 'x' }],
    ['a header that is an object', { statusCode: 200, headers: { a: {} } }],
    ['a header value that would start another', { statusCode: 200, headers: { a: 'x\r\nset-cookie: y=1' } }],
    ['a header name that is none', { statusCode: 200, headers: { 'a b': 'x' } }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
    ['a cookie that would start a header', { statusCode: 200, cookies: ['a=1\r\nx: y'] }],
  ])('%s', async (_title, result) => {
    expectRefusal(await replyTo(result), 500, 'Internal Server Error');
  });
});
