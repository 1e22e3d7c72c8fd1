import type { BucketDeclaration } from '@frontdesk/core/declare';
import { bucketName, type Installation, keyPath } from './buckets';
import { xmlRefusal } from './protocols/xml-refusal';
import { AwsError } from './transport/aws-error';
import { type Answer, type Call, transport } from './transport/transport';

/** Milliseconds to connect, and for one attempt; an object may be some megabytes. */
const PATIENCE = { connectMs: 1_000, answerMs: 8_000, maxAttempts: 3, baseMs: 50 };

/** What S3 knows about an object besides its content. */
export interface ObjectHead {
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
}

/**
 * Objects in S3. That there is none S3 tells only to whoever may list the bucket, and answers others with 403
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html). All of these throw an `AwsError` if S3 refuses, or what
 * broke the connection.
 */
export interface Objects {
  /** An object's content; `undefined` if there is none. */
  get(bucket: BucketDeclaration, key: string): Promise<Buffer | undefined>;
  /**
   * The bytes from `first` to `last`, which is one of them, or to the object's end; `undefined` if there is no object.
   * @throws AwsError `InvalidRange` if the object has no byte `first`: an empty object has none at all. RangeError if `last` is
   * before `first`.
   */
  getRange(bucket: BucketDeclaration, key: string, first: number, last: number): Promise<Buffer | undefined>;
  /** `undefined` if there is no object. */
  head(bucket: BucketDeclaration, key: string): Promise<ObjectHead | undefined>;
  /** Makes an object, or replaces it. */
  put(bucket: BucketDeclaration, key: string, body: Uint8Array): Promise<void>;
  /** Removes an object, if there is one. In a versioned bucket its versions stay until the bucket's rules delete them. */
  delete(bucket: BucketDeclaration, key: string): Promise<void>;
}

export interface ObjectsOptions extends Installation {
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** The answer to a HEAD has no body that could say why. */
const refusal = (answer: Answer): AwsError => {
  if (answer.body.length > 0) return xmlRefusal(answer);
  const { httpStatusCode: status } = answer.metadata;
  const names: Readonly<Record<number, string>> = { 403: 'AccessDenied', 404: 'NoSuchKey' };
  return new AwsError(names[status ?? 0] ?? 'Unknown', `S3 answered ${status} and did not say why`, answer.metadata);
};

const accepted = (answer: Answer): Answer => {
  if ((answer.metadata.httpStatusCode ?? 0) < 300) return answer;
  throw refusal(answer);
};

const ifThere = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AwsError && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
};

const headOf = (answer: Answer): ObjectHead => {
  const { 'content-length': size, 'content-type': contentType = '' } = accepted(answer).headers;
  return { size: Number(size), contentType };
};

/** Reads and writes whole objects in S3 and reads parts of them, in path style. */
export const createObjects = ({ environment, ...installation }: ObjectsOptions): Objects => {
  const s3 = transport({ ...PATIENCE, service: 's3', environment });
  const call = <T>(
    method: NonNullable<Call['method']>,
    bucket: BucketDeclaration,
    key: string,
    read: (answer: Answer) => T,
    { headers = {}, body = '' }: Partial<Pick<Call, 'headers' | 'body'>> = {},
  ): Promise<T> => {
    const path = `/${bucketName(installation, bucket)}/${keyPath(key)}`;
    return s3.send({ method, path, headers, body }, read);
  };
  const content = (answer: Answer): Buffer => accepted(answer).body;
  return {
    get: (bucket, key) => ifThere(call('GET', bucket, key, content)),
    getRange: async (bucket, key, first, last) => {
      // S3 ignores a range that makes no sense, and answers with the whole object.
      if (!(first >= 0 && first <= last)) throw new RangeError(`there are no bytes ${first} to ${last}`);
      return ifThere(call('GET', bucket, key, content, { headers: { range: `bytes=${first}-${last}` } }));
    },
    head: (bucket, key) => ifThere(call('HEAD', bucket, key, headOf)),
    put: async (bucket, key, body) => {
      await call('PUT', bucket, key, accepted, { headers: { 'content-type': 'application/octet-stream' }, body });
    },
    delete: async (bucket, key) => {
      await call('DELETE', bucket, key, accepted);
    },
  };
};
