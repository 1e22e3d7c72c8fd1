import type { BucketDeclaration } from '@frontdesk/core/declare';
import { percentEncode } from './transport/signature';

/** What the full names of an installation's buckets are made of. */
export interface Installation {
  /** `${app}-${env}`. */
  readonly namePrefix: string;
  /** `ACCOUNT_ID`, which every function that is granted a bucket has in its environment. */
  readonly accountId: string;
}

/** A bucket's full name, as Terraform gives it: bucket names are global. */
export const bucketName = ({ namePrefix, accountId }: Installation, { name }: BucketDeclaration): string =>
  `${namePrefix}-${accountId}-${name}`;

/** A key in a path: its slashes stay. */
export const keyPath = (key: string): string => key.split('/').map(percentEncode).join('/');
