import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@frontdesk/core/time';
import { createDocumentClient, openAllTables } from '../src';
import { unavailableAsProblem } from '../src/access/unavailable';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

const listening = async (handle: Parameters<typeof createServer>[1]): Promise<number> => {
  const made = createServer(handle);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
};

/** One attempt: it is up to the SDK to test that it retries. */
const faqVersion = async (port: number): Promise<number> => {
  const client = createDocumentClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
    maxAttempts: 1,
  });
  const tables = openAllTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: 'test',
    clock: systemClock,
  });
  try {
    return (await tables.forTenant('acme-dental').prompts.faqState()).version;
  } finally {
    client.destroy();
  }
};

const unavailable = { code: 'temporarily_unavailable', status: 503, options: { headers: { 'retry-after': '2' } } };

describe('a DynamoDB that', () => {
  test('never answers is given up within its deadline, and is a 503', async () => {
    const port = await listening(() => undefined);
    await expect(faqVersion(port)).rejects.toMatchObject(unavailable);
  }, 10_000);

  // Jest's own realm hides a socket's error from the SDK, which then cannot give its code: the test passes in the code
  // that the SDK gives elsewhere.
  test.each(['ECONNREFUSED', 'ECONNRESET'])('is not there (%s) is a 503', async (code) => {
    const call = unavailableAsProblem(() => Promise.reject(Object.assign(new Error('connect'), { code })));
    await expect(call).rejects.toMatchObject(unavailable);
  });

  test.each([
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailable'],
    [400, 'ThrottlingException'],
    [400, 'ProvisionedThroughputExceededException'],
    [400, 'TransactionInProgressException'],
  ])('answers %i %s is a 503', async (status, type) => {
    const port = await listening((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no' }));
    });
    await expect(faqVersion(port)).rejects.toMatchObject(unavailable);
  });

  test('refuses what we asked stays an error of ours', async () => {
    const port = await listening((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message: 'no' }));
    });
    await expect(faqVersion(port)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
