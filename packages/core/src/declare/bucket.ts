import type { Reference } from './environment';

/** A number of days that each environment decides. */
export type DaysReference = Extract<Reference, `${string}_days`>;

/** One private, encrypted, versioned S3 bucket, deployed as `${app}-${env}-${account}-${name}`: bucket names are global. */
export interface BucketDeclaration {
  readonly kind: 'bucket';
  readonly name: string;
  readonly description: string;
  /** Days after which its objects, old versions included, are deleted; never if left out. */
  readonly expireAfterDays?: number | { readonly ref: DaysReference };
  /**
   * Whether web pages of the environment's `cors_origins` upload to it, with forms that a function has signed. If left out, no page
   * may.
   */
  readonly browserUploads?: boolean;
}

export const defineBucket = (spec: Omit<BucketDeclaration, 'kind'>): BucketDeclaration => ({ kind: 'bucket', ...spec });

export type BucketEvent = 'ObjectCreated' | 'ObjectRemoved';
