import type { RequestHead } from '../endpoint/service';
import { invalidUri } from './errors';

const OBJECT: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/** Query parameters that change what is asked for: each makes a separate operation, which is not supported here. */
const SUBRESOURCES = [
  'acl',
  'attributes',
  'delete',
  'tagging',
  'uploads',
  'uploadId',
  'versions',
  'versioning',
  'cors',
];

/** The operation of a path-style request; `undefined` if it is not for S3. Others are named by method and sub-resource. */
export const operationOf = ({ method, path, query, headers, credential }: RequestHead): string | undefined => {
  if (credential?.service !== 's3') return undefined;
  const sub = SUBRESOURCES.find((name) => query.has(name));
  if (sub !== undefined) return `${method} ?${sub}`;
  if (headers['x-amz-copy-source'] !== undefined) return 'CopyObject';
  if (path === '/') return method === 'GET' ? 'ListBuckets' : method;
  if (/^\/[^/]+\/./.test(path)) return OBJECT[method] ?? method;
  if (method === 'HEAD') return 'HeadBucket';
  return method === 'GET' ? 'ListObjectsV2' : `${method} of a bucket`;
};

/** Bucket and key of a path. */
export const target = ({ path }: Pick<RequestHead, 'path'>): { readonly bucket: string; readonly key: string } => {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  try {
    return { bucket, key: decodeURIComponent(key) };
  } catch {
    throw invalidUri();
  }
};

/** When a presigned URL ends, in epoch milliseconds; `undefined` where the request is signed in a header. */
export const presignedUntil = ({ query }: Pick<RequestHead, 'query'>): number | undefined => {
  const seconds = query.get('X-Amz-Expires');
  const [, date, hours, minutes, rest] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  if (seconds === null || date === undefined) return undefined;
  const day = date.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  return Date.parse(`${day}T${hours}:${minutes}:${rest}Z`) + Number(seconds) * 1_000;
};

export interface ByteRange {
  readonly start: number;
  /** The last byte itself. */
  readonly end: number;
}

/** The one range that is asked for; `undefined` for the whole object, `'none'` if the range has no byte of it. */
export const rangeOf = (header: string | undefined, size: number): ByteRange | 'none' | undefined => {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? 'none' : { start, end };
};
