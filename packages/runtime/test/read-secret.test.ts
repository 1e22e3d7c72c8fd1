import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ReadSecret, secretReader } from '../src/read-secret';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A reader before a Secrets Manager that answers the attempts one after the other. */
const readerBefore = async (...handlers: Handler[]) => {
  const seen: IncomingMessage[] = [];
  const server = createServer(async (request, response) => {
    const handler = handlers[Math.min(seen.length, handlers.length - 1)];
    seen.push(request);
    handler?.(request, response, await text(request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const read: ReadSecret = secretReader({
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  return { read, seen, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
};

const answer =
  (status: number, body: object): Handler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };

beforeAll(() => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
  });
});

describe('a secret', () => {
  test('is asked for in one signed request that names it', async () => {
    let sent = '';
    const { read, seen, close } = await readerBefore((request, response, body) => {
      sent = body;
      answer(200, { SecretString: 'value' })(request, response, body);
    });
    await expect(read('frontdesk-test/openai-api-key')).resolves.toBe('value');
    await close();
    expect(JSON.parse(sent)).toEqual({ SecretId: 'frontdesk-test/openai-api-key' });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers).toMatchObject({
      'x-amz-target': 'secretsmanager.GetSecretValue',
      'x-amz-security-token': 'session',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/us-east-1\/secretsmanager\/aws4_request/,
      ),
    });
  });

  test('that does not exist, or has no value yet, is undefined', async () => {
    const { read, close } = await readerBefore(answer(400, { __type: 'ResourceNotFoundException', message: 'none' }));
    await expect(read('missing')).resolves.toBeUndefined();
    await close();
  });

  test('is asked for once more after a failure of the service, or a broken connection', async () => {
    for (const failure of [answer(500, {}), (request: IncomingMessage) => void request.socket.destroy()]) {
      const { read, seen, close } = await readerBefore(failure, answer(200, { SecretString: 'value' }));
      await expect(read('name')).resolves.toBe('value');
      expect(seen).toHaveLength(2);
      await close();
    }
  });

  test('that is refused is an error that says why, at once', async () => {
    const { read, seen, close } = await readerBefore(answer(400, { __type: 'AccessDeniedException', message: 'no' }));
    await expect(read('name')).rejects.toThrow('GetSecretValue of name: 400 AccessDeniedException: no');
    expect(seen).toHaveLength(1);
    await close();
  });

  test('that never comes is an error within two attempts of two seconds', async () => {
    const { read, seen, close } = await readerBefore(() => undefined);
    await expect(read('name')).rejects.toThrow(/aborted/);
    expect(seen).toHaveLength(2);
    await close();
  });
});
