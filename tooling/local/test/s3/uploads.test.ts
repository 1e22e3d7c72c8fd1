import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Bucket, startS3, type TestS3 } from './support';

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterEach(() => s3.reset());
afterAll(() => s3.close());

const Key = 'tenant/acme/録音 1.wav';
/** The least that a part may have which is not the last. */
const FIVE_MIB = 5 * 1024 * 1024;

interface Part {
  readonly PartNumber: number;
  readonly ETag: string | undefined;
}

const begin = async (): Promise<string> => {
  const command = new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'audio/wav', Metadata: { a: 'b' } });
  return (await s3.as('WRITER').send(command)).UploadId ?? '';
};
const putPart = async (UploadId: string, PartNumber: number, Body: Buffer): Promise<Part> => {
  const { ETag } = await s3.as('WRITER').send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return { PartNumber, ETag };
};
const complete = (UploadId: string, Parts: Part[]) =>
  s3.as('WRITER').send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
const files = (): number => readdirSync(join(s3.folder, 'objects')).length;

test('an object is made of its parts, whatever order they came in, and of the last of each number', async () => {
  const id = await begin();
  const last = await putPart(id, 7, Buffer.from('the end'));
  await putPart(id, 1, Buffer.alloc(FIVE_MIB, 'x'));
  const first = await putPart(id, 1, Buffer.alloc(FIVE_MIB, 'y'));
  await putPart(id, 9, Buffer.from('left out'));
  await expect(s3.as().send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const { ETag } = await complete(id, [first, last]);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  const head = await s3.as().send(new HeadObjectCommand({ Bucket, Key }));
  expect(head).toMatchObject({
    ETag,
    ContentLength: FIVE_MIB + 7,
    ContentType: 'audio/wav',
    Metadata: { a: 'b' },
  });
  const range = `bytes=${FIVE_MIB - 1}-`;
  const end = await s3.as().send(new GetObjectCommand({ Bucket, Key, Range: range }));
  expect(await end.Body?.transformToString()).toBe('ythe end');
  expect(s3.events).toMatchObject([{ by: 'CompleteMultipartUpload', key: Key, size: FIVE_MIB + 7 }]);
  expect(files()).toBe(1);
});

test('the parts are listed page by page until the upload ends', async () => {
  const id = await begin();
  for (const number of [3, 1, 2]) await putPart(id, number, Buffer.from(`part ${number}`));
  const list = (marker?: string) =>
    s3.as().send(new ListPartsCommand({ Bucket, Key, UploadId: id, MaxParts: 2, PartNumberMarker: marker }));
  const page = await list();
  expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
  expect(page.Parts).toMatchObject([
    { PartNumber: 1, Size: 6 },
    { PartNumber: 2, Size: 6 },
  ]);
  expect((await list(page.NextPartNumberMarker)).Parts).toMatchObject([{ PartNumber: 3 }]);
  await s3.as().send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: id }));
  await expect(list()).rejects.toMatchObject({ name: 'NoSuchUpload' });
});

test('an aborted upload leaves nothing, and takes nothing more', async () => {
  const id = await begin();
  const part = await putPart(id, 1, Buffer.from('x'));
  await s3.as().send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: id }));
  expect(files()).toBe(0);
  await expect(putPart(id, 2, Buffer.from('y'))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  await expect(complete(id, [part])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  expect(files()).toBe(0);
});

test('parts that are wrong, too small or out of order make no object', async () => {
  const id = await begin();
  const [one, two] = [await putPart(id, 1, Buffer.from('x')), await putPart(id, 2, Buffer.from('y'))];
  await expect(complete(id, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
  await expect(complete(id, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
  await expect(complete(id, [{ ...one, ETag: two.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
  await expect(complete(id, [])).rejects.toMatchObject({ name: 'MalformedXML' });
  await expect(putPart(id, 10_001, Buffer.from('x'))).rejects.toMatchObject({ name: 'InvalidArgument' });
  expect(s3.store.list(Bucket)).toEqual([]);
  await complete(id, [two]);
});

test('an upload goes on after a restart', async () => {
  const id = await begin();
  const part = await putPart(id, 1, Buffer.from('kept'));
  await s3.restart();
  await complete(id, [part]);
  await s3.restart();
  const object = await s3.as().send(new GetObjectCommand({ Bucket, Key }));
  expect(await object.Body?.transformToString()).toBe('kept');
});

test('a function needs the right to put for an upload, and rights of their own to list and abort it', async () => {
  const denied = { name: 'AccessDenied' };
  const create = new CreateMultipartUploadCommand({ Bucket, Key });
  await expect(s3.as('READER').send(create)).rejects.toMatchObject(denied);
  const UploadId = await begin();
  const writer = s3.as('WRITER');
  await expect(writer.send(new ListPartsCommand({ Bucket, Key, UploadId }))).rejects.toMatchObject(denied);
  await expect(writer.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))).rejects.toMatchObject(denied);
});
