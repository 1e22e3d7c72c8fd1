/** One private, encrypted, versioned S3 bucket, deployed as `${app}-${env}-${account}-${name}`: bucket names are global. */
export interface BucketDeclaration {
  readonly kind: 'bucket';
  readonly name: string;
  readonly description: string;
  /** Days after which its objects, old versions included, are deleted; never if left out. */
  readonly expireAfterDays?: number;
}

export const defineBucket = (spec: Omit<BucketDeclaration, 'kind'>): BucketDeclaration => ({ kind: 'bucket', ...spec });

export type BucketEvent = 'ObjectCreated' | 'ObjectRemoved';
