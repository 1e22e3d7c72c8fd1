import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { Bucket, startS3, type TestS3 } from './support';

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterEach(() => s3.reset());
afterAll(() => s3.close());

const as = (accessKeyId?: string) => s3.as(accessKeyId);
const put = (Key: string, Body: PutObjectCommandInput['Body'], more: Partial<PutObjectCommandInput> = {}) =>
  as().send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more: Partial<GetObjectCommandInput> = {}) => {
  const answer = await as().send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, text: await answer.Body?.transformToString() };
};

test.each(['plain', 'tenant/acme/録音 1+2&3.wav', 'a/../b', '.', 'x'.repeat(1_000), '100%'])(
  'an object is read as it was stored, whatever its key is: %s',
  async (key) => {
    const { ETag } = await put(key, 'hello', { ContentType: 'audio/wav', Metadata: { tenant: 'acme' } });
    expect(await get(key)).toMatchObject({
      text: 'hello',
      ETag,
      ContentType: 'audio/wav',
      ContentLength: 5,
      Metadata: { tenant: 'acme' },
    });
    const head = await as().send(new HeadObjectCommand({ Bucket, Key: key }));
    expect(head).toMatchObject({ ETag, ContentLength: 5, ContentType: 'audio/wav' });
  },
);

test('a body that an SDK sends with chunk headers is stored without them', async () => {
  const bytes = Buffer.alloc(300_000, 'abcdefg\r\n');
  const body = Readable.from([bytes.subarray(0, 7), bytes.subarray(7, 150_001), bytes.subarray(150_001)]);
  await put('chunked', body, { ContentLength: bytes.length, ChecksumAlgorithm: 'CRC32' });
  expect((await get('chunked')).text).toBe(bytes.toString());
});

test.each([
  ['bytes=0-3', 'abcd', 'bytes 0-3/10'],
  ['bytes=7-', 'hij', 'bytes 7-9/10'],
  ['bytes=-2', 'ij', 'bytes 8-9/10'],
  ['bytes=8-100', 'ij', 'bytes 8-9/10'],
])('the range %s returns its part', async (Range, text, ContentRange) => {
  await put('letters', 'abcdefghij');
  expect(await get('letters', { Range })).toMatchObject({ text, ContentRange });
});

test('a range outside the object is refused, and so is a body that does not match its digest', async () => {
  await put('letters', 'abc');
  await expect(get('letters', { Range: 'bytes=3-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  const wrong = { ContentMD5: Buffer.alloc(16).toString('base64') };
  await expect(put('letters', 'other', wrong)).rejects.toMatchObject({ name: 'BadDigest' });
  expect((await get('letters')).text).toBe('abc');
});

test('the list has every key once, in order, page by page, and groups keys by a delimiter', async () => {
  const keys = ['a/1', 'a/2', 'b', 'c/d/e', 'é'];
  for (const key of [...keys].reverse()) await put(key, key);
  const listed: (string | undefined)[] = [];
  let token: string | undefined;
  do {
    const page = await as().send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken: token }));
    listed.push(...(page.Contents ?? []).map(({ Key }) => Key));
    token = page.NextContinuationToken;
  } while (token);
  expect(listed).toEqual(keys);
  const folded = await as().send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
  expect(folded.Contents?.map(({ Key }) => Key)).toEqual(['b', 'é']);
  expect(folded.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/']);
  const prefixed = await as().send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }));
  expect(prefixed.Contents).toMatchObject([{ Key: 'a/1', Size: 3 }, { Key: 'a/2' }]);
});

test('storing and removing an object each notify once', async () => {
  await put('tenant/acme/x', 'hello');
  for (let twice = 0; twice < 2; twice += 1) {
    await as().send(new DeleteObjectCommand({ Bucket, Key: 'tenant/acme/x' }));
  }
  await expect(get('tenant/acme/x')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(s3.events).toMatchObject([
    { kind: 'ObjectCreated', by: 'Put', bucket: 'recordings', fullName: Bucket, key: 'tenant/acme/x', size: 5 },
    { kind: 'ObjectRemoved', bucket: 'recordings', key: 'tenant/acme/x' },
  ]);
});

test('operations that the local S3 lacks are refused by name', async () => {
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/plain` });
  await expect(as().send(copy)).rejects.toMatchObject({ name: 'NotImplemented' });
  const tags = new GetObjectTaggingCommand({ Bucket, Key: 'plain' });
  await expect(as().send(tags)).rejects.toMatchObject({ name: 'NotImplemented' });
});

test('a function can do what it is granted, and does not learn whether other objects exist', async () => {
  await as('WRITER').send(new PutObjectCommand({ Bucket, Key: 'mine', Body: 'x' }));
  const asReader = as('READER');
  await asReader.send(new GetObjectCommand({ Bucket, Key: 'mine' }));
  const denied = { name: 'AccessDenied' };
  await expect(as('WRITER').send(new GetObjectCommand({ Bucket, Key: 'mine' }))).rejects.toMatchObject(denied);
  await expect(asReader.send(new GetObjectCommand({ Bucket, Key: 'absent' }))).rejects.toMatchObject(denied);
  await expect(asReader.send(new DeleteObjectCommand({ Bucket, Key: 'mine' }))).rejects.toMatchObject(denied);
  await expect(asReader.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(denied);
  const foreign = Bucket.replace('test', 'prod');
  await expect(asReader.send(new GetObjectCommand({ Bucket: foreign, Key: 'mine' }))).rejects.toMatchObject(denied);
});

test('objects survive the process, and unfinished files of a killed process are removed', async () => {
  await put('kept', 'first');
  await put('kept', 'second');
  await s3.restart(() => writeFileSync(join(s3.folder, 'objects', 'half-written'), 'x'));
  expect((await get('kept')).text).toBe('second');
  expect(readdirSync(join(s3.folder, 'objects'))).toHaveLength(1);
});
