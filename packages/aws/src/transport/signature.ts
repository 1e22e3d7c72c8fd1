import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './credentials';

/** A request as it is signed. */
export interface SignableRequest {
  readonly method: string;
  /** As it is sent: each segment is percent-encoded once. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** With lower-case names; `host` among them. All of them are signed, except `x-amzn-trace-id`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Scope {
  readonly service: string;
  readonly region: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Proxies may change it on the way, and the SDK does not sign it either. */
const UNSIGNED = new Set(['x-amzn-trace-id']);

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986's encoding: `encodeURIComponent` leaves five characters that AWS does not. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const queryString = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** S3 takes a path as it was sent. Every other service encodes it once more before it compares signatures. */
const canonicalPath = (path: string, service: string): string =>
  service === 's3' ? path : percentEncode(path).replaceAll('%2F', '/');

/** A signing key is good for a day; the last one is kept, because making it takes four rounds of HMAC. */
const signingKeys = () => {
  let last: { readonly of: string; readonly key: Buffer } | undefined;
  return (secret: string, day: string, { region, service }: Scope): Buffer => {
    const of = [secret, day, region, service].join('\n');
    if (last?.of !== of) {
      const key = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day));
      last = { of, key };
    }
    return last.key;
  };
};

/**
 * Signs requests with Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * @returns a function that gives the request's headers with those of the signature.
 */
export const signer = (scope: Scope) => {
  const { service, region } = scope;
  const signingKey = signingKeys();
  return (request: SignableRequest, credentials: Credentials, at: Date): Record<string, string> => {
    const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const day = time.slice(0, 8);
    const bodyHash = sha256(request.body);
    const headers: Record<string, string> = {
      ...request.headers,
      'x-amz-date': time,
      'x-amz-content-sha256': bodyHash,
      ...(credentials.sessionToken !== undefined && { 'x-amz-security-token': credentials.sessionToken }),
    };
    const signed = Object.keys(headers)
      .filter((name) => !UNSIGNED.has(name))
      .sort();
    const canonicalRequest = [
      request.method,
      canonicalPath(request.path, service),
      queryString(request.query),
      ...signed.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}`),
      '',
      signed.join(';'),
      bodyHash,
    ].join('\n');
    const credentialScope = `${day}/${region}/${service}/aws4_request`;
    const toSign = [ALGORITHM, time, credentialScope, sha256(canonicalRequest)].join('\n');
    const signature = hmac(signingKey(credentials.secretAccessKey, day, scope), toSign).toString('hex');
    headers.authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${credentialScope}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
    return headers;
  };
};
