import type { Clock } from '@frontdesk/core/time';
import { allows } from '@frontdesk/manifest/allows';
import type { Account } from '../endpoint/account';
import { accessDenied, missingToken } from '../endpoint/aws-error';
import type { Answer, Call, Service } from '../endpoint/service';
import { objectBytes } from './body';
import { badDigest, expired, invalidArgument, noSuchBucket, noSuchKey, notImplemented, s3Refusal } from './errors';
import { listObjects } from './list';
import type { ObjectEvent } from './notifications';
import { objectAnswer, storedHeaders } from './object-answer';
import type { ObjectStore, StoredObject } from './object-store';
import { operationOf, presignedUntil, target } from './request';

const MAX_KEY_BYTES = 1_024;

export interface S3Options {
  readonly account: Account;
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Logical names of the buckets that are declared now. */
  buckets(): readonly string[];
  /** Tells whoever declares an interest what has happened. */
  notify(event: ObjectEvent): Promise<void>;
}

/** The right that an operation takes (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html). */
const RIGHTS: Readonly<Record<string, string>> = {
  GetObject: 'GetObject',
  HeadObject: 'GetObject',
  PutObject: 'PutObject',
  DeleteObject: 'DeleteObject',
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
};

const empty = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers, body: '' });

/** S3 over files, for path-style requests signed in a header or in the URL. */
export const createS3 = ({ account, store, clock, buckets, notify }: S3Options): Service => {
  const prefix = `${account.namePrefix}-${account.accountId}-`;

  const may = ({ caller }: Call, right: string, bucket: string): boolean =>
    caller.kind === 'administrator' ||
    (caller.kind === 'function' &&
      bucket.startsWith(prefix) &&
      allows(caller.grants, `s3:${right}`, { kind: 'bucket', name: bucket.slice(prefix.length) }));

  /** @throws AwsError */
  const permit = (call: Call, bucket: string, key: string): void => {
    if (call.caller.kind === 'anonymous') throw missingToken();
    if ((presignedUntil(call.head) ?? Infinity) < clock.now()) throw expired();
    const right = RIGHTS[call.operation] ?? call.operation;
    const arn = `arn:aws:s3:::${bucket}${key && `/${key}`}`;
    if (!may(call, right, bucket)) throw accessDenied(account, call.caller, `s3:${right}`, arn);
  };

  /** A caller who may not list a bucket is not told that there is no such object. */
  const found = (call: Call, bucket: string, key: string): StoredObject => {
    const object = store.find(bucket, key);
    if (object) return object;
    if (may(call, 'ListBucket', bucket)) throw noSuchKey();
    throw accessDenied(account, call.caller, 's3:ListBucket', `arn:aws:s3:::${bucket}`);
  };

  const told = (call: Call, bucket: string, key: string, kind: ObjectEvent['kind'], object?: StoredObject) =>
    notify({
      bucket: bucket.slice(prefix.length),
      fullName: bucket,
      kind,
      key,
      ...(object && { size: object.size, md5: object.md5 }),
      at: clock.now(),
      requestId: call.requestId,
    });

  type Operation = (call: Call, bucket: string, key: string) => Answer | Promise<Answer>;
  const operations: Readonly<Record<string, Operation>> = {
    GetObject: async (call, bucket, key) => objectAnswer(store, found(call, bucket, key), call.head),
    HeadObject: async (call, bucket, key) => objectAnswer(store, found(call, bucket, key), call.head),
    PutObject: async (call, bucket, key) => {
      if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw invalidArgument('Your key is too long');
      if (call.head.form) throw invalidArgument('The local s3 takes no object as application/x-www-form-urlencoded.');
      const sent = call.head.headers['content-md5'];
      const object = await store.put(
        bucket,
        { key, headers: storedHeaders(call.head.headers) },
        objectBytes(call.request),
        (md5) => {
          if (sent !== undefined && Buffer.from(md5, 'hex').toString('base64') !== sent) throw badDigest();
        },
      );
      await told(call, bucket, key, 'ObjectCreated', object);
      return empty(200, { etag: `"${object.md5}"` });
    },
    DeleteObject: async (call, bucket, key) => {
      if (await store.remove(bucket, key)) await told(call, bucket, key, 'ObjectRemoved');
      return empty(204);
    },
    ListObjectsV2: ({ head }, bucket) => ({
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: listObjects(bucket, store.list(bucket), head.query),
    }),
    HeadBucket: () => empty(200, { 'x-amz-bucket-region': account.region }),
  };

  return {
    name: 's3',
    recognise: operationOf,
    refuse: s3Refusal,
    handle: async (call) => {
      const operation = Object.hasOwn(operations, call.operation) ? operations[call.operation] : undefined;
      if (!operation) throw notImplemented(call.operation, Object.keys(operations));
      const { bucket, key } = target(call.head);
      permit(call, bucket, key);
      if (!buckets().some((name) => bucket === prefix + name)) throw noSuchBucket();
      return operation(call, bucket, key);
    },
  };
};
