import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createPresigner } from '@frontdesk/aws';
import { defineBucket } from '@frontdesk/core/declare';
import { Bucket, startS3, type TestS3 } from './support';

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterEach(() => s3.reset());
afterAll(() => s3.close());

const MINUTE = { expiresIn: 60 };
const Key = "tenant/acme/up load 'ü'.csv";
const bucket = defineBucket({ name: 'recordings', description: '' });

const put = (): Promise<unknown> => s3.as().send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
const refusal = async (answer: Response): Promise<unknown> => [
  answer.status,
  /<Code>(.*)<\/Code>/.exec(await answer.text())?.[1],
];

/** What a function presigns with. */
const presigner = (secretAccessKey = 'x') =>
  createPresigner({
    namePrefix: 'app-test',
    accountId: '123456789012',
    clock: { now: () => Date.now() },
    environment: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'READER',
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL: s3.url,
    },
  });

test('a URL that the SDK presigned works for storing and reading until it expires', async () => {
  const upload = await getSignedUrl(s3.as('WRITER'), new PutObjectCommand({ Bucket, Key }), MINUTE);
  expect((await fetch(upload, { method: 'PUT', body: Buffer.from('hello') })).status).toBe(200);
  const read = new GetObjectCommand({ Bucket, Key, ResponseContentType: 'text/csv' });
  const download = await getSignedUrl(s3.as('READER'), read, MINUTE);
  const answer = await fetch(download);
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/csv', 'hello']);
  s3.advance(61_000);
  const late = await fetch(download);
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('<Message>Request has expired')]);
});

test('a URL that a function presigned gives the object, or a part of it, as the function said', async () => {
  await put();
  const url = await presigner().presignGet(bucket, Key, {
    expiresSeconds: 60,
    contentDisposition: 'attachment; filename="a b.csv"',
  });
  const whole = await fetch(url);
  expect(await whole.text()).toBe('hello');
  expect(whole.headers.get('content-disposition')).toBe('attachment; filename="a b.csv"');
  const part = await fetch(url, { headers: { range: 'bytes=-3' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/5', 'llo']);
  expect(await refusal(await fetch(url, { headers: { range: 'bytes=5-' } }))).toEqual([416, 'InvalidRange']);
});

test.each([
  ['another key', (url: string) => url.replace('up%20load', 'secret')],
  ['a longer life', (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
  ['a header of its own choice', (url: string) => `${url}&response-content-type=text%2Fhtml`],
  ['no signature', (url: string) => url.replace(/&X-Amz-Signature=[^&]*/, '')],
])('a URL that was given %s is refused', async (_what, change) => {
  await put();
  const url = await presigner().presignGet(bucket, Key, { expiresSeconds: 60 });
  expect(await refusal(await fetch(change(url)))).toEqual([403, 'SignatureDoesNotMatch']);
});

test('a URL is good for its method alone, from whoever has the secret, and for a week at most', async () => {
  await put();
  const head = await getSignedUrl(s3.as('READER'), new HeadObjectCommand({ Bucket, Key }), MINUTE);
  expect(await refusal(await fetch(head))).toEqual([403, 'SignatureDoesNotMatch']);
  expect((await fetch(head, { method: 'HEAD' })).headers.get('content-length')).toBe('5');
  const forged = await presigner('guessed').presignGet(bucket, Key, { expiresSeconds: 60 });
  expect(await refusal(await fetch(forged))).toEqual([403, 'SignatureDoesNotMatch']);
  const url = await presigner().presignGet(bucket, Key, { expiresSeconds: 604_800 });
  const longer = await fetch(url.replace('604800', '604801'));
  expect(await refusal(longer)).toEqual([400, 'AuthorizationQueryParametersError']);
});

test('a URL can do no more than whoever signed it', async () => {
  await put();
  const read = await getSignedUrl(s3.as('WRITER'), new GetObjectCommand({ Bucket, Key }), MINUTE);
  expect(await refusal(await fetch(read))).toEqual([403, 'AccessDenied']);
});
