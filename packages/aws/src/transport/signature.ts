import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './credentials';

/** A request as it is signed. */
export interface SignableRequest {
  readonly method: string;
  /** As it is sent: each segment is percent-encoded once. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** With lower-case names; `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Scope {
  readonly service: string;
  readonly region: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
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

/**
 * What is signed of a request.
 * @param signed the names of the headers that are, in order.
 * @param bodyHash as the service hears of it.
 */
export const canonicalRequest = (
  request: SignableRequest,
  service: string,
  signed: readonly string[],
  bodyHash: string,
): string =>
  [
    request.method,
    canonicalPath(request.path, service),
    queryString(request.query),
    ...signed.map((name) => `${name}:${request.headers[name]?.trim().replace(/\s+/g, ' ')}`),
    '',
    signed.join(';'),
    bodyHash,
  ].join('\n');

/** What one signature is made with. */
export interface SigningKey {
  /** ISO 8601 without punctuation: `20260102T030405Z`. */
  readonly time: string;
  /** Who signs, and what the signature is good for. */
  readonly credential: string;
  /** Signs a request by its canonical form. */
  signRequest(canonical: string): string;
  /** Signs any text, such as the policy of a form. */
  sign(text: string): string;
}

/**
 * The keys of Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html) for one service. A key is good
 * for a day; the last one is kept, because making it takes four rounds of HMAC.
 */
export const signingKeys = ({ service, region }: Scope) => {
  let last: { readonly of: string; readonly key: Buffer } | undefined;
  const keyOf = (secret: string, day: string): Buffer => {
    const of = `${secret}\n${day}`;
    if (last?.of !== of) {
      last = { of, key: [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day)) };
    }
    return last.key;
  };
  return ({ accessKeyId, secretAccessKey }: Credentials, at: Date): SigningKey => {
    const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const day = time.slice(0, 8);
    const scope = `${day}/${region}/${service}/aws4_request`;
    const sign = (text: string): string => hmac(keyOf(secretAccessKey, day), text).toString('hex');
    return {
      time,
      credential: `${accessKeyId}/${scope}`,
      sign,
      signRequest: (canonical) => sign([ALGORITHM, time, scope, sha256(canonical)].join('\n')),
    };
  };
};
