import type { BucketEvent } from '../declare/bucket';
import type { Invocation } from '../invocation/invocation';

/** What has happened to one object of a bucket. */
export interface StoredObject extends Invocation {
  readonly event: BucketEvent;
  /** The bucket's full name. */
  readonly bucket: string;
  readonly key: string;
  /** Bytes; 0 of an object that was removed. */
  readonly size: number;
  /** The tenant in whose prefix, `tenant/<id>/`, it lies. Reading it elsewhere fails the event. */
  readonly tenant: string;
}
