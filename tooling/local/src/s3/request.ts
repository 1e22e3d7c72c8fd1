import type { RequestHead } from '../endpoint/service';
import { invalidUri } from './errors';

const OBJECT: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/** Query parameters that change what is asked for: each makes a separate operation. */
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

/** The operations among them that are supported. */
const OF_SUBRESOURCE: Readonly<Record<string, string>> = {
  'POST ?uploads': 'CreateMultipartUpload',
  'PUT ?uploadId': 'UploadPart',
  'POST ?uploadId': 'CompleteMultipartUpload',
  'DELETE ?uploadId': 'AbortMultipartUpload',
  'GET ?uploadId': 'ListParts',
};

/** A form says in its fields who signed it. */
export const POST_OBJECT = 'PostObject';
const isForm = ({ method, path, headers }: RequestHead): boolean =>
  method === 'POST' && /^\/[^/]+\/?$/.test(path) && /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

/** The operation of a path-style request; `undefined` if it is not for S3. Others are named by method and sub-resource. */
export const operationOf = (head: RequestHead): string | undefined => {
  const { method, path, query, headers, credential } = head;
  if (isForm(head)) return POST_OBJECT;
  if (credential?.service !== 's3') return undefined;
  const sub = SUBRESOURCES.find((name) => query.has(name));
  const copies = headers['x-amz-copy-source'] !== undefined;
  if (copies) return sub === 'uploadId' ? 'UploadPartCopy' : 'CopyObject';
  if (sub !== undefined) return OF_SUBRESOURCE[`${method} ?${sub}`] ?? `${method} ?${sub}`;
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
