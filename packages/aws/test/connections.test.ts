import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { createConnections } from '../src';
import { signer } from '../src/transport/signer';
import { breakOff, CREDENTIALS, type Handler, hang, json, type Received, type Service, startService } from './service';

/** An id as API Gateway gives it: the `=` at its end is what signatures go wrong on. */
const ID = 'L0SM9cOFvHcCIhw=';
const REGION = 'ap-northeast-1';
const KEYS = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'session' };

/** Longer than any test takes, however busy the machine is. In milliseconds. */
const PATIENT_MS = 20_000;

let service: Service;
const connectionsBefore = async (
  handlers: readonly Handler[],
  { deadlineMs = PATIENT_MS, patienceMs = PATIENT_MS } = {},
) => {
  service = await startService(...handlers);
  return createConnections({
    callbackUrl: `${service.endpoint}/realtime`,
    deadlineMs,
    patienceMs,
    environment: { ...CREDENTIALS, AWS_REGION: REGION, AWS_ENDPOINT_URL: 'http://another.example' },
  });
};
afterEach(() => service.close());

const done = json(200, {});
const refused = (status: number, name: string): Handler => {
  return (_, response) =>
    void response.writeHead(status, { 'x-amzn-errortype': `${name}:` }).end(JSON.stringify({ message: 'no' }));
};
const gone = refused(410, 'GoneException');
const throttled = refused(429, 'LimitExceededException');

/** A call without what the SDK tells of itself, and what is different each time. */
const said = ({ method, path, headers: { authorization = '', ...headers }, body }: Received) => ({
  ...{ method, path, body },
  type: headers['content-type'],
  token: headers['x-amz-security-token'],
  scope: /Credential=[^,]*/.exec(authorization)?.[0],
});

test('a connection is posted to, asked about and closed as the SDK does it', async () => {
  const described = json(200, { connectedAt: '2026-01-01T00:00:00Z', lastActiveAt: '2026-01-01T00:01:00Z' });
  const connections = await connectionsBefore([done, described, done]);
  expect(await connections.post(ID, '{"text":"Grüße"}')).toBe('sent');
  expect(await connections.get(ID)).toEqual({
    connectedAt: '2026-01-01T00:00:00Z',
    lastActiveAt: '2026-01-01T00:01:00Z',
  });
  await connections.delete(ID);
  const endpoint = `${service.endpoint}/realtime`;
  const sdk = new ApiGatewayManagementApiClient({ endpoint, region: REGION, credentials: KEYS, maxAttempts: 1 });
  const ConnectionId = ID;
  await sdk.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from('{"text":"Grüße"}') }));
  await sdk.send(new GetConnectionCommand({ ConnectionId }));
  await sdk.send(new DeleteConnectionCommand({ ConnectionId }));
  sdk.destroy();
  const calls = service.received.map(said);
  expect(calls.slice(0, 3)).toEqual(calls.slice(3));
  expect(calls[0]?.path).toBe('/realtime/@connections/L0SM9cOFvHcCIhw%3D');
});

test("the SDK's signer signs what was sent in the same way", async () => {
  const connections = await connectionsBefore([done]);
  await connections.post(ID, 'hi');
  const [{ method, path, headers, body } = { method: '', path: '', headers: {}, body: '' }] = service.received;
  const { authorization = '', ...others } = headers;
  const names = /SignedHeaders=([^,]*)/.exec(authorization)?.[1]?.split(';') ?? [];
  const signed = Object.fromEntries(names.map((name) => [name, String(others[name])]));
  const at = String(others['x-amz-date']).replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5');
  const oracle = new SignatureV4({ service: 'execute-api', region: REGION, credentials: KEYS, sha256: Sha256 });
  const request = new HttpRequest({ method, hostname: 'x', path, headers: signed, body });
  const again = await oracle.sign(request, { signingDate: new Date(at) });
  expect(authorization).toBe(again.headers.authorization);
});

test('a test vector: an id is encoded once in the URL and twice in what is signed', () => {
  const sign = signer({ service: 'execute-api', region: 'us-east-1' });
  const request = {
    method: 'POST',
    path: '/realtime/@connections/L0SM9cOFvHcCIhw%3D',
    query: {},
    headers: { host: 'abc123.execute-api.us-east-1.amazonaws.com' },
    body: '{"action":"pong"}',
  };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  expect(sign(request, credentials, new Date('2026-01-02T03:04:05Z')).authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=14b5579479509e7e17d9ba1fefb94b077d1e1e020b3c3478911cd71a00b6769b',
  );
});

test('a connection that is closed is gone, and no error', async () => {
  const connections = await connectionsBefore([gone]);
  expect(await connections.post(ID, 'hi')).toBe('gone');
  expect(await connections.get(ID)).toBeUndefined();
  await connections.delete(ID);
  expect(service.received).toHaveLength(3);
});

test('a throttled frame is offered again, and a connection that goes on refusing is slow', async () => {
  const connections = await connectionsBefore([throttled, done, throttled]);
  expect(await connections.post(ID, 'hi')).toBe('sent');
  expect(service.received).toHaveLength(2);
  expect(await connections.post(ID, 'hi')).toBe('slow');
  expect(service.received).toHaveLength(5);
});

test('however many connections are slow, a frame to another one is still sent after a failure that passes', async () => {
  let broken = false;
  const busy: Handler = (request, response) => {
    if (request.url?.includes('slow')) return throttled(request, response);
    if (broken) return done(request, response);
    broken = true;
    return breakOff(request, response);
  };
  const connections = await connectionsBefore([busy]);
  const slow = await Promise.all(Array.from({ length: 150 }, (_, i) => connections.post(`slow-${i}`, 'hi')));
  expect(new Set(slow)).toEqual(new Set(['slow']));
  expect(await connections.post(ID, 'hi')).toBe('sent');
});

test('a connection that never answers is slow at the deadline', async () => {
  const connections = await connectionsBefore([hang], { deadlineMs: 100 });
  expect(await connections.post(ID, 'hi')).toBe('slow');
});

test('a connection that never answers holds up no other', async () => {
  const connections = await connectionsBefore([
    (request, response) => (request.url?.endsWith('stuck') ? hang : done)(request, response),
  ]);
  const giveUp = new AbortController();
  const stuck = connections.post('stuck', 'hi', giveUp.signal);
  const others = await Promise.all([1, 2, 3].map((i) => connections.post(`${i}`, 'hi')));
  expect(others).toEqual(['sent', 'sent', 'sent']);
  giveUp.abort();
  await expect(stuck).rejects.toMatchObject({ name: 'AbortError' });
});

test('a frame that nobody waits for any more still arrives', async () => {
  let answer = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const late: Handler = (request, response) => {
    answer();
    hang(request, response);
  };
  const connections = await connectionsBefore([late], { patienceMs: 1 });
  expect(await connections.post(ID, 'hi')).toBe('slow');
  await arrived;
});

test('connections that never answer hold up no others, even if they are more than are posted to at once', async () => {
  const connections = await connectionsBefore([
    (request, response) => (request.url?.includes('stuck') ? hang : done)(request, response),
  ]);
  const giveUp = new AbortController();
  const stuck = Array.from({ length: 60 }, (_, i) => connections.post(`stuck-${i}`, 'hi', giveUp.signal));
  const others = await Promise.all(Array.from({ length: 200 }, (_, i) => connections.post(`${i}`, 'hi')));
  expect(new Set(others)).toEqual(new Set(['sent']));
  giveUp.abort();
  expect(new Set((await Promise.allSettled(stuck)).map(({ status }) => status))).toEqual(new Set(['rejected']));
});

test.each([
  ['the caller may not manage connections', 403, 'ForbiddenException'],
  ['the frame is too large', 413, 'PayloadTooLargeException'],
])('if %s, that is an error at once', async (_why, httpStatusCode, name) => {
  const connections = await connectionsBefore([refused(httpStatusCode, name)]);
  const refusal = { name, message: 'no', $metadata: { httpStatusCode } };
  await expect(connections.post(ID, 'hi')).rejects.toMatchObject(refusal);
  await expect(connections.delete(ID)).rejects.toMatchObject(refusal);
  await expect(connections.get(ID)).rejects.toMatchObject(refusal);
  expect(service.received).toHaveLength(3);
});
