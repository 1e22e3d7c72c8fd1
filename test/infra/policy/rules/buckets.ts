import type { Resource } from '../../support/terraform';
import type { Rule } from '../rule';

/** What makes a bucket safe: one resource each, under the bucket's own key. */
const COMPANIONS = [
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
];

const missing = ({ address }: Resource, all: readonly Resource[]): string[] =>
  COMPANIONS.filter(
    (companion) => !all.some((other) => other.address === address.replace('aws_s3_bucket.', `${companion}.`)),
  );

export const BUCKET_RULES: readonly Rule[] = [
  {
    name: 'a bucket is private, encrypted, versioned, and forgets',
    types: ['aws_s3_bucket'],
    violation: (resource, all) => {
      const without = missing(resource, all);
      return without.length === 0 ? undefined : `no ${without.join(', ')}`;
    },
  },
  {
    name: 'no bucket can be made public',
    types: ['aws_s3_bucket_public_access_block'],
    violation: ({ values }) =>
      ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
        (setting) => values[setting] === true,
      )
        ? undefined
        : 'a policy or an ACL could',
  },
];
