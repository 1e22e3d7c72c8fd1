import type { Answer, Call } from '../endpoint/service';

/** One operation of S3 on a bucket or an object. */
export interface Operation {
  /** What it takes (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html). */
  readonly right: string;
  run(call: Call, bucket: string, key: string): Answer | Promise<Answer>;
}

export type Operations = Readonly<Record<string, Operation>>;
