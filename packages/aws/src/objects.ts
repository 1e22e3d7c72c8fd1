import type { BucketDeclaration } from '@frontdesk/core/declare';
import { xmlRefusal } from './protocols/xml-refusal';
import { AwsError } from './transport/aws-error';
import { percentEncode } from './transport/signature';
import { type Answer, transport } from './transport/transport';

/** Milliseconds to connect, and for one attempt; an object may be some megabytes. */
const PATIENCE = { connectMs: 1_000, answerMs: 8_000, maxAttempts: 3, baseMs: 50 };

export interface Objects {
  /**
   * An object's content; `undefined` if there is none. S3 tells that only to whoever may list the bucket, and answers others
   * with 403 (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
   * @throws AwsError, or what broke the connection.
   */
  get(bucket: BucketDeclaration, key: string): Promise<Buffer | undefined>;
  /** Makes an object, or replaces it. */
  put(bucket: BucketDeclaration, key: string, body: Uint8Array): Promise<void>;
}

export interface ObjectsOptions {
  /** `${app}-${env}`. */
  readonly namePrefix: string;
  /** `ACCOUNT_ID`, which every function that is granted a bucket has in its environment. */
  readonly accountId: string;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

const content = (answer: Answer): Buffer => {
  if ((answer.metadata.httpStatusCode ?? 0) < 300) return answer.body;
  throw xmlRefusal(answer);
};

/** Reads and writes whole objects in S3, in path style. Buckets have the names that Terraform gives them. */
export const createObjects = ({ namePrefix, accountId, environment }: ObjectsOptions): Objects => {
  const s3 = transport({ ...PATIENCE, service: 's3', environment });
  const pathOf = ({ name }: BucketDeclaration, key: string): string =>
    `/${namePrefix}-${accountId}-${name}/${key.split('/').map(percentEncode).join('/')}`;
  return {
    get: async (bucket, key) => {
      try {
        return await s3.send({ method: 'GET', path: pathOf(bucket, key), headers: {}, body: '' }, content);
      } catch (error) {
        if (error instanceof AwsError && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    put: async (bucket, key, body) => {
      const headers = { 'content-type': 'application/octet-stream' };
      await s3.send({ method: 'PUT', path: pathOf(bucket, key), headers, body }, content);
    },
  };
};
