/** The SDK's presigners are the oracle of ours: the same URL, and the same form, to the last character. */
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { defineBucket } from '@frontdesk/core/declare';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import fc from 'fast-check';
import { createPresigner } from '../../src';
import { percentEncode } from '../../src/transport/signature';

const REGION = 'ap-northeast-1';
const BUCKET = 'frontdesk-test-123456789012-attachments';
const bucket = defineBucket({ name: 'attachments', description: '' });

const key = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('tenant/acme/a b.png', "ü/!'()*", '録音+1.wav'))
  .filter((text) => text.isWellFormed());
const header = fc.constantFrom('image/png', 'attachment; filename="a b.png"', "attachment; filename*=UTF-8''%E9%8C%B2");

const made = fc.record({
  key,
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
  sessionToken: fc.constantFrom(undefined, 'session/+=token'),
  endpoint: fc.constantFrom(undefined, 'http://127.0.0.1:3001'),
  expiresSeconds: fc.integer({ min: 1, max: 604_800 }),
  maxBytes: fc.integer({ min: 1, max: 10_000_000 }),
  type: header,
  disposition: header,
});

afterEach(() => jest.restoreAllMocks());

const credentialsWith = (sessionToken: string | undefined) => ({
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'secret',
  ...(sessionToken !== undefined && { sessionToken }),
});

const ours = (sessionToken: string | undefined, endpoint: string | undefined, at: Date) =>
  createPresigner({
    namePrefix: 'frontdesk-test',
    accountId: '123456789012',
    clock: { now: () => at.getTime() },
    environment: {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: sessionToken,
      AWS_ENDPOINT_URL: endpoint,
    },
  });

test('whatever the key, the headers, the time and the credentials, a URL is the one that the SDK makes', async () => {
  await assertProperty(
    fc.asyncProperty(made, async ({ key, at, sessionToken, endpoint, expiresSeconds, type, disposition }) => {
      const url = await ours(sessionToken, endpoint, at).presignGet(bucket, key, {
        expiresSeconds,
        contentType: type,
        contentDisposition: disposition,
      });
      const oracle = new S3RequestPresigner({
        region: REGION,
        credentials: credentialsWith(sessionToken),
        sha256: Sha256,
      } as never);
      const path = key.split('/').map(percentEncode).join('/');
      const request = new HttpRequest({
        ...(endpoint
          ? { protocol: 'http:', hostname: '127.0.0.1', port: 3001, path: `/${BUCKET}/${path}` }
          : { protocol: 'https:', hostname: `${BUCKET}.s3.${REGION}.amazonaws.com`, path: `/${path}` }),
        query: { 'response-content-disposition': disposition, 'response-content-type': type },
      });
      const theirs = await oracle.presign(request, { signingDate: at, expiresIn: expiresSeconds });
      const place = `${theirs.protocol}//${theirs.hostname}${theirs.port ? `:${theirs.port}` : ''}${theirs.path}`;
      expect(url.slice(0, url.indexOf('?'))).toBe(place);
      expect(Object.fromEntries(new URL(url).searchParams)).toEqual(theirs.query);
    }),
    { numRuns: 200 },
  );
});

test('whatever the key, the headers, the bounds, the time and the credentials, a form is the one that the SDK makes', async () => {
  await assertProperty(
    fc.asyncProperty(made, async ({ key, at, sessionToken, endpoint, expiresSeconds, maxBytes, type, disposition }) => {
      const form = await ours(sessionToken, endpoint, at).presignPost(bucket, key, {
        contentType: type,
        contentDisposition: disposition,
        maxBytes,
        expiresSeconds,
      });
      const client = new S3Client({
        region: REGION,
        credentials: credentialsWith(sessionToken),
        ...(endpoint && { endpoint, forcePathStyle: true }),
      });
      jest.spyOn(Date, 'now').mockReturnValue(at.getTime());
      const theirs = await createPresignedPost(client, {
        Bucket: BUCKET,
        Key: key,
        Conditions: [['content-length-range', 1, maxBytes]],
        Fields: { 'Content-Type': type, 'Content-Disposition': disposition, success_action_status: '201' },
        Expires: expiresSeconds,
      });
      jest.restoreAllMocks();
      client.destroy();
      const place = ({ url }: { readonly url: string }) => url.replace(/\/$/, '');
      expect([place(form), form.fields]).toEqual([place(theirs), theirs.fields]);
    }),
    { numRuns: 100 },
  );
});

test.each([0, -1, 1.5, 604_801])('what would be good for %p seconds is refused', async (expiresSeconds) => {
  const { presignGet, presignPost } = ours(undefined, undefined, new Date());
  await expect(presignGet(bucket, 'k', { expiresSeconds })).rejects.toThrow(RangeError);
  const rules = { contentType: 'a/b', contentDisposition: 'inline', maxBytes: 1, expiresSeconds };
  await expect(presignPost(bucket, 'k', rules)).rejects.toThrow(RangeError);
});
