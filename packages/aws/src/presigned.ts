import type { BucketDeclaration } from '@frontdesk/core/declare';
import type { Clock } from '@frontdesk/core/time';
import { bucketName, type Installation, keyPath } from './buckets';
import { formFields, type UploadRules } from './presigned-form';
import { type CredentialProvider, environmentCredentials } from './transport/credentials';
import { ALGORITHM, canonicalRequest, queryString, signingKeys } from './transport/signature';

const SERVICE = 's3';
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** What S3 takes. In seconds. */
const LONGEST_SECONDS = 7 * 86_400;

export interface DownloadOptions {
  /** How long the URL is good for: at most seven days, and no longer than the role's credentials, which Lambda renews. */
  readonly expiresSeconds: number;
  /** Headers that the answer has in place of the object's own. */
  readonly contentDisposition?: string;
  readonly contentType?: string;
}

/** A form for one object. A page sends the fields as they are, in any order, and after them the `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What lets somebody else read or make one object, without a request to AWS. It can do no more than the function that signs it:
 * a form needs the grant `PutObject`, a URL `GetObject`.
 */
export interface Presigner {
  /** A URL to read an object. @throws RangeError for a time that S3 does not take. */
  presignGet(bucket: BucketDeclaration, key: string, options: DownloadOptions): Promise<string>;
  /**
   * A form (`multipart/form-data`) to make an object with exactly this key, type and disposition, and a size within bounds: a
   * presigned PUT could not bound the size. S3 answers 201.
   * @throws RangeError for a time that S3 does not take.
   */
  presignPost(bucket: BucketDeclaration, key: string, rules: UploadRules): Promise<UploadForm>;
}

export interface PresignerOptions extends Installation {
  readonly clock: Clock;
  readonly credentials?: CredentialProvider;
  readonly environment?: NodeJS.ProcessEnv;
}

const checkTime = (seconds: number): void => {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_SECONDS) return;
  throw new RangeError(`what is presigned can be good for 1 to ${LONGEST_SECONDS} whole seconds, not for ${seconds}`);
};

/**
 * Signs in the query, and forms
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html). Addresses name the Region: a bucket that
 * was made within the hour is found at no other.
 */
export const createPresigner = (options: PresignerOptions): Presigner => {
  const { clock, environment = process.env } = options;
  const credentials = options.credentials ?? environmentCredentials(environment);
  const region = environment.AWS_REGION ?? '';
  const endpoint = environment.AWS_ENDPOINT_URL;
  const keyFor = signingKeys({ service: SERVICE, region });
  /** The local stack has no host for each bucket. */
  const addressOf = (bucket: string): URL =>
    endpoint ? new URL(`/${bucket}/`, endpoint) : new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);

  return {
    presignGet: async (bucket, key, { expiresSeconds, contentDisposition, contentType }) => {
      checkTime(expiresSeconds);
      const identity = await credentials();
      const { time, credential, signRequest } = keyFor(identity, new Date(clock.now()));
      const { origin, host, pathname } = addressOf(bucketName(options, bucket));
      const path = `${pathname}${keyPath(key)}`;
      const query = {
        ...(contentDisposition !== undefined && { 'response-content-disposition': contentDisposition }),
        ...(contentType !== undefined && { 'response-content-type': contentType }),
        'X-Amz-Algorithm': ALGORITHM,
        'X-Amz-Content-Sha256': UNSIGNED_PAYLOAD,
        'X-Amz-Credential': credential,
        'X-Amz-Date': time,
        'X-Amz-Expires': String(expiresSeconds),
        ...(identity.sessionToken !== undefined && { 'X-Amz-Security-Token': identity.sessionToken }),
        'X-Amz-SignedHeaders': 'host',
      };
      const canonical = canonicalRequest(
        { method: 'GET', path, query, headers: { host } },
        SERVICE,
        ['host'],
        UNSIGNED_PAYLOAD,
      );
      return `${origin}${path}?${queryString({ ...query, 'X-Amz-Signature': signRequest(canonical) })}`;
    },
    presignPost: async (bucket, key, rules) => {
      checkTime(rules.expiresSeconds);
      const identity = await credentials();
      const name = bucketName(options, bucket);
      const now = new Date(clock.now());
      return { url: addressOf(name).href, fields: formFields(name, key, rules, identity, keyFor(identity, now), now) };
    },
  };
};
