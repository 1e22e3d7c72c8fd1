import type { Call } from '../endpoint/service';
import { acceptDigest, objectBytes } from './body';
import type { Buckets } from './buckets';
import { invalidArgument, noSuchKey } from './errors';
import { listObjects } from './list';
import { checkKey, objectAnswer, storedHeaders } from './object-answer';
import type { ObjectStore } from './object-store';
import type { Operations } from './operation';
import { etagOf, type StoredObject } from './store-state';
import { empty } from './xml';

/** Whole objects, and parts of them to read. */
export const objectOperations = (store: ObjectStore, buckets: Buckets, region: string): Operations => {
  /** A caller who may not list a bucket is not told that there is no such object. */
  const found = (call: Call, bucket: string, key: string): StoredObject => {
    const object = store.find(bucket, key);
    if (object) return object;
    buckets.permit(call, 'ListBucket', bucket, '');
    throw noSuchKey();
  };
  const read = async (call: Call, bucket: string, key: string) =>
    objectAnswer(store, found(call, bucket, key), call.head);

  return {
    GetObject: { right: 'GetObject', run: read },
    HeadObject: { right: 'GetObject', run: read },
    PutObject: {
      right: 'PutObject',
      run: async (call, bucket, key) => {
        const { head, request } = call;
        checkKey(key);
        if (head.form) throw invalidArgument('The local s3 takes no object as application/x-www-form-urlencoded.');
        const kept = { key, headers: storedHeaders(head.headers) };
        const object = await store.put(bucket, kept, objectBytes(request), acceptDigest(head));
        await buckets.created(call, bucket, object, 'Put');
        return empty(200, { etag: `"${etagOf(object)}"` });
      },
    },
    DeleteObject: {
      right: 'DeleteObject',
      run: async (call, bucket, key) => {
        if (await store.remove(bucket, key)) await buckets.removed(call, bucket, key);
        return empty(204);
      },
    },
    ListObjectsV2: {
      right: 'ListBucket',
      run: ({ head }, bucket) => listObjects(bucket, store.list(bucket), head.query),
    },
    HeadBucket: { right: 'ListBucket', run: () => empty(200, { 'x-amz-bucket-region': region }) },
  };
};
