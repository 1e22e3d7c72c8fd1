import type { Clock } from '@frontdesk/core/time';
import type { Access, Account } from '../endpoint/account';
import type { Service } from '../endpoint/service';
import { bucketsOf } from './buckets';
import { notImplemented, s3Refusal } from './errors';
import { postObject } from './form/post-object';
import type { ObjectEvent } from './notifications';
import { objectOperations } from './object-operations';
import type { ObjectStore } from './object-store';
import type { Operations } from './operation';
import { checkPresigned } from './presigned';
import { operationOf, POST_OBJECT, target } from './request';
import { uploadOperations } from './upload-operations';

export interface S3Options {
  readonly account: Account;
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Says who signed a form: what it says of it is in the form itself. */
  readonly access: Access;
  /** Logical names of the buckets that are declared now. */
  buckets(): readonly string[];
  /** Those among them to which web pages upload. */
  uploadable(): readonly string[];
  /** Tells whoever declares an interest what has happened. */
  notify(event: ObjectEvent): Promise<void>;
}

/** S3 over files, for path-style requests signed in a header, in the URL or in a form. */
export const createS3 = ({
  account,
  store,
  clock,
  access,
  buckets: declared,
  uploadable,
  notify,
}: S3Options): Service => {
  const now = (): number => clock.now();
  const buckets = bucketsOf({ account, declared, notify, now });
  const operations: Operations = {
    ...objectOperations(store, buckets, account.region),
    ...uploadOperations(store, buckets),
  };
  return {
    name: 's3',
    recognise: operationOf,
    refuse: s3Refusal,
    // A page uploads with a form that a function has signed. Everything else a page leaves to the functions.
    allowsBrowser: (operation, head) => operation === POST_OBJECT && buckets.isAmong(uploadable(), target(head).bucket),
    handle: async (call) => {
      const { bucket, key } = target(call.head);
      if (call.operation === POST_OBJECT) return postObject({ store, buckets, access, now }, call, bucket);
      const operation = Object.hasOwn(operations, call.operation) ? operations[call.operation] : undefined;
      if (!operation) throw notImplemented(call.operation, [...Object.keys(operations), POST_OBJECT]);
      checkPresigned(call.head, call.caller, now());
      buckets.permit(call, operation.right, bucket, key);
      return operation.run(call, bucket, key);
    },
  };
};
