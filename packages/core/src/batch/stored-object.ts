import type { BucketEvent } from '../declare/bucket';
import type { Invocation } from '../invocation/invocation';

/** What has happened to one object of a bucket. */
export interface StoredObject extends Invocation {
  readonly event: BucketEvent;
  /** The bucket's full name. */
  readonly bucket: string;
  readonly key: string;
  /** Bytes; 0 for an object that was removed. */
  readonly size: number;
  /** The tenant whose prefix, `tenant/<id>/`, the key has. Reading it for any other key fails the event. */
  readonly tenant: string;
}
