import { isoTime } from '@frontdesk/core/time';
import type { Answer } from '../endpoint/service';
import { invalidArgument } from './errors';
import { etagOf, type StoredObject } from './store-state';
import { element, xmlAnswer } from './xml';

const MOST_KEYS = 1_000;

/** A listed key, or the prefix that stands for all keys that share it up to the delimiter. */
type Row = { readonly at: string; readonly object?: StoredObject };

const rowsOf = (objects: readonly StoredObject[], prefix: string, delimiter: string): Row[] => {
  const rows = new Map<string, Row>();
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) continue;
    const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const at = cut < 0 ? object.key : object.key.slice(0, cut + delimiter.length);
    if (!rows.has(at)) rows.set(at, cut < 0 ? { at, object } : { at });
  }
  return [...rows.values()];
};

const isAfter = (key: string, other: string): boolean => Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;

/**
 * ListObjectsV2 (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html) of objects in order.
 * @throws AwsError `InvalidArgument`
 */
export const listObjects = (bucket: string, objects: readonly StoredObject[], query: URLSearchParams): Answer => {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Number(query.get('max-keys') ?? MOST_KEYS);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) throw invalidArgument('max-keys must be a whole number from 0 on.');
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const shown = (key: string): string => (query.get('encoding-type') === 'url' ? encodeURIComponent(key) : key);

  const left = rowsOf(objects, prefix, delimiter).filter(({ at }) => after === '' || isAfter(at, after));
  const page = left.slice(0, Math.min(maxKeys, MOST_KEYS));
  const last = left.length > page.length ? page.at(-1) : undefined;
  const rows = page.map(({ at, object }) =>
    object
      ? `<Contents>${element('Key', shown(at))}${element('LastModified', isoTime(object.modifiedAt))}` +
        `${element('ETag', `"${etagOf(object)}"`)}${element('Size', object.size)}<StorageClass>STANDARD</StorageClass></Contents>`
      : `<CommonPrefixes>${element('Prefix', shown(at))}</CommonPrefixes>`,
  );
  return xmlAnswer('ListBucketResult', [
    element('Name', bucket),
    element('Prefix', shown(prefix)),
    ...(delimiter === '' ? [] : [element('Delimiter', shown(delimiter))]),
    element('MaxKeys', maxKeys),
    element('KeyCount', page.length),
    ...(query.get('encoding-type') === 'url' ? [element('EncodingType', 'url')] : []),
    element('IsTruncated', last !== undefined),
    ...(last ? [element('NextContinuationToken', Buffer.from(last.at).toString('base64url'))] : []),
    ...rows,
  ]);
};
