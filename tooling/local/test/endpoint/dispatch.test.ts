import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAwsEndpoint } from '../../src/endpoint/endpoint';
import { jsonAnswer, jsonRefusal } from '../../src/endpoint/protocols/json';
import type { Service } from '../../src/endpoint/service';
import { createSts } from '../../src/sts/sts';
import { accessOf, account, authorization, callJson, functionNamed, listen, type RunningEndpoint } from './support';

/** A service that pages may call, as Cognito is one. */
const open: Service = {
  name: 'open',
  recognise: ({ target }) => (target?.service === 'Open' ? target.operation : undefined),
  refuse: (error) => jsonRefusal('1.1', error),
  allowsBrowser: (operation) => operation === 'Public',
  handle: async ({ operation, caller }) => {
    if (operation === 'Broken') throw new Error('a bug');
    return jsonAnswer('1.1', 200, { caller: caller.kind });
  },
};

let running: RunningEndpoint;
beforeAll(async () => {
  running = await listen([open, createSts(account)], accessOf(functionNamed('chat')));
});
afterAll(() => running.endpoint.close());

const getCallerIdentity = (accessKeyId: string | undefined, action = 'GetCallerIdentity') =>
  fetch(running.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...(accessKeyId && { authorization: authorization(accessKeyId, 'sts') }),
    },
    body: `Action=${action}&Version=2011-06-15`,
  });

test('a service that the stack lacks is refused with a list of those it has', async () => {
  const { status, body } = await callJson(running.url, 'Kinesis_20131202.ListStreams', {});
  expect(status).toBe(400);
  expect(body.__type).toBe('UnknownOperationException');
  expect(body.message).toContain('open, sts');
});

test('an unknown path is a 404', async () => {
  expect((await fetch(`${running.url}/nothing`)).status).toBe(404);
  expect((await fetch(`${running.url}//`)).status).toBe(404);
});

test('a failure on our side is a 500 that does not reveal its cause', async () => {
  const { status, body } = await callJson(running.url, 'Open.Broken', {});
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('a bug');
});

test('every answer has an id of its own', async () => {
  const answers = await Promise.all([1, 2].map(() => callJson(running.url, 'Open.Public', {})));
  const ids = answers.map(({ headers }) => headers.get('x-amzn-requestid'));
  expect(new Set(ids).size).toBe(2);
});

test('the access key identifies the caller; without a key the caller is anonymous; an unknown key is refused', async () => {
  const call = (key: string) => callJson(running.url, 'Open.Public', {}, { authorization: authorization(key, 'open') });
  expect((await call('ADMIN')).body).toEqual({ caller: 'administrator' });
  expect((await call('CHAT')).body).toEqual({ caller: 'function' });
  expect((await callJson(running.url, 'Open.Public', {})).body).toEqual({ caller: 'anonymous' });
  expect((await call('SOMEBODY')).body.__type).toBe('com.amazon.coral.service#UnrecognizedClientException');
});

test('a web page may send a preflight and call public operations, and nothing else', async () => {
  const preflight = await fetch(running.url, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-amz-target',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type,x-amz-target');
  const origin = 'https://example.com';
  const allowed = await callJson(running.url, 'Open.Public', {}, { origin });
  expect(allowed.headers.get('access-control-allow-origin')).toBe('*');
  expect((await callJson(running.url, 'Open.Private', {}, { origin })).status).toBe(403);
});

describe('sts', () => {
  test('tells an administrator and a function who they are', async () => {
    const administrator = await (await getCallerIdentity('ADMIN')).text();
    expect(administrator).toContain('<Account>123456789012</Account>');
    expect(administrator).toContain('<Arn>arn:aws:iam::123456789012:user/administrator</Arn>');
    const chat = await (await getCallerIdentity('CHAT')).text();
    expect(chat).toContain('<Arn>arn:aws:sts::123456789012:assumed-role/app-test-chat/chat</Arn>');
  });

  test('refuses unsigned and unknown requests in XML', async () => {
    const unsigned = await getCallerIdentity(undefined);
    expect(unsigned.status).toBe(400);
    expect(await unsigned.text()).toContain('<Code>MissingAuthenticationTokenException</Code>');
    expect(await (await getCallerIdentity('ADMIN', 'Assume<Role>')).text()).toContain('Assume&lt;Role&gt;');
  });
});

test('a port in use gives one clear line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const endpoint = createAwsEndpoint({ services: [], access: accessOf(), log: { error: () => undefined } });
  await expect(endpoint.listen(port)).rejects.toThrow(
    `Port ${port} is taken by another program. Stop it, or set AWS_PORT`,
  );
  other.close();
});
