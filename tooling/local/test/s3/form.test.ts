import { request } from 'node:http';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { createPresigner } from '@frontdesk/aws';
import { defineBucket } from '@frontdesk/core/declare';
import { Bucket, startS3, type TestS3 } from './support';

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterEach(() => s3.reset());
afterAll(() => s3.close());

const Key = 'tenant/acme/uploads/写真 1.png';
const DISPOSITION = 'attachment; filename="a b.png"';

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The form of a function that may upload, as the SDK makes it. */
const sdkForm = (options: Partial<PresignedPostOptions> = {}, accessKeyId = 'WRITER', secret?: string): Promise<Form> =>
  createPresignedPost(s3.as(accessKeyId, secret), { Bucket, Key, Expires: 60, ...options });

/** The same, as our functions make it. */
const ourForm = (maxBytes = 100): Promise<Form> =>
  createPresigner({
    namePrefix: 'app-test',
    accountId: '123456789012',
    clock: { now: () => Date.now() },
    environment: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'WRITER',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_ENDPOINT_URL: s3.url,
    },
  }).presignPost(defineBucket({ name: 'recordings', description: '' }), Key, {
    contentType: 'image/png',
    contentDisposition: DISPOSITION,
    maxBytes,
    expiresSeconds: 60,
  });

/** Sends a form as a page does, with the file after the fields. */
const send = (
  { url, fields }: Form,
  file: string | Buffer | null = 'hello',
  { more = {}, headers = {} }: { more?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Response> => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...more })) form.append(name, value);
  if (file !== null) form.append('file', new Blob([file], { type: 'text/html' }), '写真 "1".png');
  return fetch(url, { method: 'POST', body: form, headers });
};
const refusal = async (answer: Response) => {
  const xml = await answer.text();
  const [, code, message] = /<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(xml) ?? [];
  return [answer.status, code, message?.replaceAll('&quot;', '"').replaceAll('&apos;', "'")];
};
const stored = (): string[] => s3.store.list(Bucket).map(({ key }) => key);

test.each([
  ['the SDK', () => sdkForm({ Fields: { 'Content-Type': 'image/png', 'Content-Disposition': DISPOSITION } })],
  ['our presigner', () => ourForm()],
])('a form of %s makes the object that it says', async (_whose, form) => {
  const answer = await send(await form());
  expect([200, 201, 204]).toContain(answer.status);
  const { Body, ...object } = await s3.as().send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('hello');
  expect(object).toMatchObject({ ContentType: 'image/png', ContentDisposition: DISPOSITION });
  expect(answer.headers.get('etag')).toBe(object.ETag);
  expect(s3.events).toMatchObject([{ kind: 'ObjectCreated', by: 'Post', key: Key, size: 5 }]);
});

test('the answer is 201 with a description of the object, or empty, as the form asks', async () => {
  const created = await send(await ourForm());
  expect(created.status).toBe(201);
  expect(await created.text()).toMatch(
    new RegExp(`<PostResponse.*<Bucket>${Bucket}</Bucket><Key>${Key}</Key><ETag>&quot;[0-9a-f]{32}&quot;</ETag>`),
  );
  const plain = await send(await sdkForm());
  expect([plain.status, await plain.text()]).toEqual([204, '']);
});

test('a large file arrives whole, whatever it contains', async () => {
  const bytes = Buffer.alloc(3_000_000, '\r\n--boundary\r\n\r\n\0\xff');
  expect((await send(await sdkForm(), bytes)).status).toBe(204);
  const { Body } = await s3.as().send(new GetObjectCommand({ Bucket, Key }));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
});

test.each([
  ['100 bytes', 100, [201]],
  ['a byte more than allowed', 101, [400, 'EntityTooLarge']],
  ['megabytes more than allowed', 5_000_000, [400, 'EntityTooLarge']],
  ['no bytes', 0, [400, 'EntityTooSmall']],
])('a file of %s is held against the size that the form allows', async (_size, bytes, answered) => {
  const answer = await send(await ourForm(100), Buffer.alloc(bytes, 'x'));
  expect((await refusal(answer)).slice(0, answered.length)).toEqual(answered);
  expect(stored()).toEqual(bytes === 100 ? [Key] : []);
});

test.each([
  ['another key', { key: 'tenant/other/1.png' }, `Policy Condition failed: ["eq", "$key", "${Key}"]`],
  ['another type', { 'Content-Type': 'text/html' }, 'Policy Condition failed: ["eq", "$Content-Type", "image/png"]'],
  [
    'another disposition',
    { 'Content-Disposition': 'inline' },
    'Policy Condition failed: ["eq", "$Content-Disposition"',
  ],
  ['a field more', { 'Cache-Control': 'no-store' }, 'Extra input fields: cache-control'],
])('a form that was given %s is refused', async (_what, more, why) => {
  const [status, code, message] = await refusal(await send(await ourForm(), 'hello', { more }));
  expect([status, code]).toEqual([403, 'AccessDenied']);
  expect(message).toContain(`Invalid according to Policy: ${why}`);
  expect(stored()).toEqual([]);
});

test('a form that lacks a field of its policy is refused, but not for one that S3 ignores', async () => {
  const { url, fields } = await ourForm();
  const { 'Content-Type': _, ...rest } = fields;
  expect(await refusal(await send({ url, fields: rest }))).toEqual([
    403,
    'AccessDenied',
    'Invalid according to Policy: Policy Condition failed: ["eq", "$Content-Type", "image/png"]',
  ]);
  expect((await send({ url, fields }, 'hello', { more: { 'x-ignore-button': 'Send' } })).status).toBe(201);
});

test('a form is good until it expires', async () => {
  const form = await ourForm();
  s3.advance(61_000);
  expect(await refusal(await send(form))).toEqual([
    403,
    'AccessDenied',
    'Invalid according to Policy: Policy expired.',
  ]);
});

test.each([
  [
    'a policy that was changed',
    { Policy: Buffer.from('{"conditions":[]}').toString('base64') },
    'SignatureDoesNotMatch',
  ],
  ['a signature that was made up', { 'X-Amz-Signature': '0'.repeat(64) }, 'SignatureDoesNotMatch'],
  ['the key of nobody', { 'X-Amz-Credential': 'NOBODY/20260101/us-east-1/s3/aws4_request' }, 'InvalidAccessKeyId'],
])('a form with %s is refused', async (_what, more, code) => {
  expect((await refusal(await send(await ourForm(), 'hello', { more }))).slice(0, 2)).toEqual([403, code]);
  expect(stored()).toEqual([]);
});

test('a form can do no more than whoever signed it', async () => {
  const [status, code] = await refusal(await send(await sdkForm({}, 'READER')));
  expect([status, code]).toEqual([403, 'AccessDenied']);
  const elsewhere = await sdkForm({ Bucket: 'app-prod-123456789012-recordings' });
  expect((await refusal(await send(elsewhere))).slice(0, 2)).toEqual([403, 'AccessDenied']);
});

test('a web page may send what a function signed, and nothing that anybody else did', async () => {
  const headers = { origin: 'http://127.0.0.1:3000' };
  const answer = await send(await ourForm(), 'hello', { headers });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([201, '*']);
  const refused = await send(await sdkForm({}, 'ADMIN'), 'hello', { headers });
  expect((await refusal(refused)).slice(0, 2)).toEqual([403, 'AccessDenied']);
  expect((await send(await sdkForm({}, 'ADMIN'))).status).toBe(204);
});

test('a web page may upload only to a bucket that is declared for it', async () => {
  const elsewhere = await sdkForm({ Bucket: 'app-test-123456789012-exports' }, 'ADMIN');
  const refused = await send(elsewhere, 'hello', { headers: { origin: 'http://127.0.0.1:3000' } });
  expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  expect(await refusal(refused)).toEqual([403, 'AccessDenied', 'Web pages may not call s3 PostObject here.']);
  expect((await send(elsewhere)).status).toBe(204);
});

test('a policy may leave the end of a key open, and the file its name', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as S3 writes it
  const Prefixed = 'tenant/acme/${filename}';
  const form = await sdkForm({ Key: Prefixed, Conditions: [['starts-with', '$Content-Type', 'image/']] });
  expect((await send(form, 'hello', { more: { 'Content-Type': 'image/png' } })).status).toBe(204);
  expect(stored()).toEqual(['tenant/acme/写真 "1".png']);
  const wrong = await send(form, 'hello', { more: { 'Content-Type': 'image/png, text/html' } });
  expect((await refusal(wrong))[2]).toContain('Policy Condition failed: ["starts-with", "$Content-Type", "image/"]');
});

test('a policy cannot leave open what S3 knows exactly only', async () => {
  const form = await sdkForm({ Conditions: [['starts-with', '$success_action_status', '']] });
  const answer = await send(form, 'hello', { more: { success_action_status: '201' } });
  expect((await refusal(answer))[2]).toContain(
    'Policy Condition failed: ["starts-with", "$success_action_status", ""]',
  );
});

test('fields that come after the file are none', async () => {
  const { url, fields } = await ourForm();
  const form = new FormData();
  const { key, ...rest } = fields;
  for (const [name, value] of Object.entries(rest)) form.append(name, value);
  form.append('file', new Blob(['hello']), 'a.png');
  form.append('key', key ?? '');
  expect(await refusal(await fetch(url, { method: 'POST', body: form }))).toEqual([
    400,
    'InvalidArgument',
    "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
  ]);
  const none = await send({ url, fields }, null);
  expect(await refusal(none)).toEqual([400, 'InvalidArgument', 'POST requires exactly one file upload per request.']);
});

test('a form without a policy, with too many fields, or cut short is refused', async () => {
  const { url } = await ourForm();
  expect((await refusal(await send({ url, fields: { key: 'a' } }))).slice(0, 3)).toEqual([
    403,
    'AccessDenied',
    'Access Denied',
  ]);
  const long = await send({ url, fields: { key: 'a', 'x-ignore-long': 'x'.repeat(20_481) } });
  expect((await refusal(long)).slice(0, 2)).toEqual([400, 'MaxPostPreDataLengthExceeded']);
  for (const body of ['', '--b\r\n', '--b\r\ncontent-disposition: form-data; name="key"\r\n\r\na', 'no form']) {
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    const answer = await fetch(url, { method: 'POST', headers: type, body });
    expect((await refusal(answer)).slice(0, 2)).toEqual([400, 'MalformedPOSTRequest']);
  }
});

test('a form whose sender goes away half-way makes no object', async () => {
  const { url, fields } = await sdkForm();
  const written = Object.entries(fields).map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } });
  const broken = new Promise((resolve) => sent.once('error', resolve));
  sent.write(`${written.join('')}--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhal`, () =>
    sent.destroy(new Error('gone')),
  );
  await broken;
  expect((await send(await ourForm())).status).toBe(201);
  expect(s3.events).toHaveLength(1);
});
