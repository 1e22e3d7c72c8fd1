import { defineBucket } from '@frontdesk/core/declare';
import { sharedStack } from '@frontdesk/testkit/api';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { createObjects } from '../src';
import { CREDENTIALS, type Handler, startService, xml } from './service';

const bucket = defineBucket({ name: 'recordings', description: '' });
const objectsAt = (endpoint: string) =>
  createObjects({
    namePrefix: 'frontdesk-test',
    accountId: '123456789012',
    environment: { ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: endpoint },
  });

const answer =
  (status: number, body: Uint8Array = Buffer.alloc(0)): Handler =>
  (_, response) =>
    void response.writeHead(status).end(body);

test('what is put is sent as it is, and what is got comes as it was', async () => {
  const bytes = Buffer.from([0, 255, 13, 10, 200]);
  const { endpoint, received, close } = await startService(answer(200), answer(200, bytes));
  const objects = objectsAt(endpoint);
  await objects.put(bucket, 'acme-dental/1.bin', bytes);
  expect(await objects.get(bucket, 'acme-dental/1.bin')).toEqual(bytes);
  expect(received.map(({ path }) => path)).toEqual(
    Array(2).fill('/frontdesk-test-123456789012-recordings/acme-dental/1.bin'),
  );
  expect(received[0]?.headers).toMatchObject({ 'content-length': '5', 'content-type': 'application/octet-stream' });
  await close();
});

test('whatever its key, an object has a path of its own', async () => {
  const { endpoint, received, close } = await startService(answer(200));
  const objects = objectsAt(endpoint);
  await assertProperty(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (key) => {
      await objects.get(bucket, key);
      expect(decodeURIComponent(received.at(-1)?.path ?? '')).toBe(`/frontdesk-test-123456789012-recordings/${key}`);
    }),
    { numRuns: 50 },
  );
  await close();
});

test('an object that does not exist is undefined, and a refusal is an error that says why', async () => {
  const refusal = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
  const { endpoint, close } = await startService(xml(404, refusal('NoSuchKey')), xml(403, refusal('AccessDenied')));
  const objects = objectsAt(endpoint);
  expect(await objects.get(bucket, 'missing')).toBeUndefined();
  await expect(objects.get(bucket, 'missing')).rejects.toMatchObject({ name: 'AccessDenied', message: 'no' });
  await close();
});

describe('against S3', () => {
  /** A bucket that the product declares. No function reads what is under this prefix. */
  const declared = defineBucket({ name: 'faq-index', description: '' });
  const key = `objects-test/${process.pid}/a b.txt`;
  const objects = () => {
    const { name_prefix: namePrefix, account_id: accountId, aws_endpoint: endpoint } = sharedStack();
    const environment = { ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: endpoint };
    return createObjects({ namePrefix, accountId, environment });
  };

  test('an object is there with its size and its parts until it is deleted', async () => {
    const { put, head, getRange, delete: remove, get } = objects();
    await put(declared, key, Buffer.from('abcdefghij'));
    expect(await head(declared, key)).toEqual({ size: 10, contentType: 'application/octet-stream' });
    expect((await getRange(declared, key, 2, 4))?.toString()).toBe('cde');
    expect((await getRange(declared, key, 8, 4_095))?.toString()).toBe('ij');
    await expect(getRange(declared, key, 10, 11)).rejects.toMatchObject({ name: 'InvalidRange' });
    await expect(getRange(declared, key, 4, 2)).rejects.toThrow(RangeError);
    for (let twice = 0; twice < 2; twice += 1) await remove(declared, key);
    for (const gone of [head(declared, key), getRange(declared, key, 0, 1), get(declared, key)]) {
      expect(await gone).toBeUndefined();
    }
  });
});

test('a HEAD that is refused says so, though its answer has no body', async () => {
  const { endpoint, close } = await startService(answer(403));
  const refusal = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
  await expect(objectsAt(endpoint).head(bucket, 'secret')).rejects.toMatchObject(refusal);
  await close();
});
