import { createHash, createHmac } from 'node:crypto';
import type { RequestHead } from '../endpoint/service';
import { wrongSignature } from './errors';

/*
 * Signature Version 4 as S3 checks it where somebody else sends what a function has signed: in a URL or in a form. It is
 * written from AWS's description, apart from what the functions sign with.
 */

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** @param credential `<access key>/<day>/<region>/s3/aws4_request` */
const signatureOf = (secret: string, credential: string, text: string): string => {
  const key = credential.split('/').slice(1).reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const canonicalRequest = ({ method, path, query, headers }: RequestHead): string => {
  const signed = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  return [
    method,
    path
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/'),
    parameters.join('&'),
    ...signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    signed.join(';'),
    query.get('X-Amz-Content-Sha256') ?? headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
};

/** @throws AwsError `SignatureDoesNotMatch` */
export const checkSignedUrl = (head: RequestHead, secret: string): void => {
  const credential = head.query.get('X-Amz-Credential') ?? '';
  const toSign = [
    'AWS4-HMAC-SHA256',
    head.query.get('X-Amz-Date'),
    credential.split('/').slice(1).join('/'),
    createHash('sha256').update(canonicalRequest(head)).digest('hex'),
  ].join('\n');
  if (signatureOf(secret, credential, toSign) !== head.query.get('X-Amz-Signature')) throw wrongSignature();
};

/**
 * Checks the signature of a form, which is of its policy as it is sent
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html).
 * @throws AwsError `SignatureDoesNotMatch`
 */
export const checkSignedPolicy = (policy: string, credential: string, signature: string, secret: string): void => {
  if (signatureOf(secret, credential, policy) !== signature) throw wrongSignature();
};
