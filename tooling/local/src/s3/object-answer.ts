import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, RequestHead } from '../endpoint/service';
import { invalidRange, keyTooLong } from './errors';
import type { ObjectStore } from './object-store';
import { rangeOf } from './request';
import { etagOf, type StoredObject } from './store-state';

const KEPT = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires'];

const MAX_KEY_BYTES = 1_024;

/** @throws AwsError for a key that no object can have. */
export const checkKey = (key: string): void => {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw keyTooLong();
};

/** The headers of a request to store an object that are later sent with the object. */
export const storedHeaders = (headers: IncomingHttpHeaders): Record<string, string> => {
  const kept = Object.entries(headers).filter(([name]) => KEPT.includes(name) || name.startsWith('x-amz-meta-'));
  // An SDK's way of cutting the body into chunks says nothing about how the object is encoded.
  const encoding = String(headers['content-encoding'] ?? '').replace(/aws-chunked,?\s*/, '');
  return {
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    ...(encoding && { 'content-encoding': encoding }),
  };
};

/** Headers that a URL asks for in place of the object's own. */
const overrides = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...query].flatMap(([name, value]) =>
      name.startsWith('response-') ? [[name.slice('response-'.length), value]] : [],
    ),
  );

/** An object, or the part of it that is asked for. @throws AwsError `InvalidRange` */
export const objectAnswer = async (
  store: ObjectStore,
  object: StoredObject,
  { method, headers, query }: RequestHead,
): Promise<Answer> => {
  const { size, modifiedAt } = object;
  const etag = `"${etagOf(object)}"`;
  const common = {
    ...object.headers,
    ...overrides(query),
    etag,
    'last-modified': new Date(modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
  if (headers['if-none-match'] === etag) return { status: 304, headers: common, body: '' };
  const range = rangeOf(headers.range, size);
  if (range === 'none') throw invalidRange();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const answer = {
    status: range ? 206 : 200,
    headers: {
      ...common,
      'content-length': String(end - start + 1),
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  };
  if (method === 'HEAD' || size === 0) return { ...answer, body: '' };
  const file = await store.open(object);
  return { ...answer, body: file.createReadStream({ start, end }) };
};
