import { allows } from '@frontdesk/manifest/allows';
import type { Account } from '../endpoint/account';
import { accessDenied, missingToken } from '../endpoint/aws-error';
import type { Call } from '../endpoint/service';
import { noSuchBucket } from './errors';
import type { ObjectEvent } from './notifications';
import { etagOf, type StoredObject } from './store-state';

export interface BucketsOptions {
  readonly account: Account;
  /** Logical names of the buckets that are declared now. */
  declared(): readonly string[];
  /** Tells whoever declares an interest what has happened. */
  notify(event: ObjectEvent): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
}

/** The declared buckets: who may do what in them, and who hears of it. */
export interface Buckets {
  /** Whether a bucket has one of these logical names. */
  isAmong(names: readonly string[], bucket: string): boolean;
  /** Whether the caller has a right, named as in IAM without the service. */
  may(call: Call, right: string, bucket: string): boolean;
  /** @throws AwsError if the caller may not, or if there is no such bucket; which of the two only a permitted caller learns. */
  permit(call: Call, right: string, bucket: string, key: string): void;
  /** Tells that an object was made. @param by the operation, as S3 calls it in an event. */
  created(call: Call, bucket: string, object: StoredObject, by: ObjectEvent['by']): Promise<void>;
  removed(call: Call, bucket: string, key: string): Promise<void>;
}

export const bucketsOf = ({ account, declared, notify, now }: BucketsOptions): Buckets => {
  const prefix = `${account.namePrefix}-${account.accountId}-`;
  const may: Buckets['may'] = ({ caller }, right, bucket) =>
    caller.kind === 'administrator' ||
    (caller.kind === 'function' &&
      bucket.startsWith(prefix) &&
      allows(caller.grants, `s3:${right}`, { kind: 'bucket', name: bucket.slice(prefix.length) }));
  const eventIn = ({ requestId }: Call, fullName: string) => ({
    bucket: fullName.slice(prefix.length),
    fullName,
    at: now(),
    requestId,
  });

  const isAmong: Buckets['isAmong'] = (names, bucket) => names.some((name) => bucket === prefix + name);

  return {
    isAmong,
    may,
    permit: (call, right, bucket, key) => {
      if (call.caller.kind === 'anonymous') throw missingToken();
      const arn = `arn:aws:s3:::${bucket}${key && `/${key}`}`;
      if (!may(call, right, bucket)) throw accessDenied(account, call.caller, `s3:${right}`, arn);
      if (!isAmong(declared(), bucket)) throw noSuchBucket();
    },
    created: (call, bucket, object, by) => {
      const { key, size } = object;
      return notify({ ...eventIn(call, bucket), kind: 'ObjectCreated', by, key, size, etag: etagOf(object) });
    },
    removed: (call, bucket, key) =>
      notify({ ...eventIn(call, bucket), kind: 'ObjectRemoved', by: 'DeleteMarkerCreated', key }),
  };
};
