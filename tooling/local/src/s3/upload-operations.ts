import { isoTime } from '@frontdesk/core/time';
import { AwsError } from '../endpoint/aws-error';
import type { Call } from '../endpoint/service';
import { acceptDigest, objectBytes } from './body';
import type { Buckets } from './buckets';
import { invalidArgument, noSuchUpload } from './errors';
import { checkKey, storedHeaders } from './object-answer';
import type { ObjectStore } from './object-store';
import type { Operations } from './operation';
import { etagOf, type StoredPart, type Upload } from './store-state';
import { element, empty, xmlAnswer } from './xml';

const MAX_PART_NUMBER = 10_000;
/** Of all parts but the last. */
const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS_LISTED = 1_000;

const partNumberOf = ({ head }: Call): number => {
  const number = Number(head.query.get('partNumber'));
  if (Number.isInteger(number) && number >= 1 && number <= MAX_PART_NUMBER) return number;
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive');
};

/** The parts that an object is to be made of, as its sender names them. */
const namedParts = (xml: string): { readonly number: number; readonly etag: string }[] => {
  const parts = [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>([^<]*)<\/ETag>/.exec(part)?.[1] ?? '').replace(/&quot;|&#34;|"/g, '').trim(),
  }));
  if (parts.length > 0) return parts;
  throw new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
};

/** The stored parts that a request names. @throws AwsError if one was never uploaded, or was since replaced. */
const chosenParts = (xml: string, stored: readonly StoredPart[]): StoredPart[] => {
  const named = namedParts(xml);
  if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0))) {
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
    );
  }
  const chosen = named.map(({ number, etag }) => {
    const part = stored.find((one) => one.number === number && one.md5 === etag);
    if (part) return part;
    throw new AwsError(
      'InvalidPart',
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    );
  });
  if (chosen.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES)) {
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return chosen;
};

/** Objects that are uploaded in parts (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html). */
export const uploadOperations = ({ uploads }: ObjectStore, buckets: Buckets): Operations => {
  const found = ({ head }: Call, bucket: string, key: string): Upload => {
    const upload = uploads.find(head.query.get('uploadId') ?? '');
    if (upload?.bucket === bucket && upload.key === key) return upload;
    throw noSuchUpload();
  };

  return {
    CreateMultipartUpload: {
      right: 'PutObject',
      run: async ({ head }, bucket, key) => {
        checkKey(key);
        const { id } = await uploads.begin({ bucket, key, headers: storedHeaders(head.headers) });
        const elements = [element('Bucket', bucket), element('Key', key), element('UploadId', id)];
        return xmlAnswer('InitiateMultipartUploadResult', elements);
      },
    },
    UploadPart: {
      right: 'PutObject',
      run: async (call, bucket, key) => {
        const number = partNumberOf(call);
        const { id } = found(call, bucket, key);
        const { md5 } = await uploads.putPart(id, number, objectBytes(call.request), acceptDigest(call.head));
        return empty(200, { etag: `"${md5}"` });
      },
    },
    CompleteMultipartUpload: {
      right: 'PutObject',
      run: async (call, bucket, key) => {
        const { id } = found(call, bucket, key);
        const object = await uploads.complete(id, chosenParts(await call.text(), uploads.parts(id)));
        await buckets.created(call, bucket, object, 'CompleteMultipartUpload');
        const location = `http://${call.head.headers.host}/${bucket}/${encodeURIComponent(key)}`;
        return xmlAnswer('CompleteMultipartUploadResult', [
          element('Location', location),
          element('Bucket', bucket),
          element('Key', key),
          element('ETag', `"${etagOf(object)}"`),
        ]);
      },
    },
    AbortMultipartUpload: {
      right: 'AbortMultipartUpload',
      run: async (call, bucket, key) => {
        await uploads.abort(found(call, bucket, key).id);
        return empty(204);
      },
    },
    ListParts: {
      right: 'ListMultipartUploadParts',
      run: (call, bucket, key) => {
        const { id } = found(call, bucket, key);
        const after = Number(call.head.query.get('part-number-marker') ?? 0);
        const most = Math.min(Number(call.head.query.get('max-parts') ?? MAX_PARTS_LISTED), MAX_PARTS_LISTED);
        const left = uploads.parts(id).filter(({ number }) => number > after);
        const page = left.slice(0, most);
        const last = page.at(-1)?.number ?? after;
        return xmlAnswer('ListPartsResult', [
          element('Bucket', bucket),
          element('Key', key),
          element('UploadId', id),
          element('PartNumberMarker', after),
          element('NextPartNumberMarker', last),
          element('MaxParts', most),
          element('IsTruncated', left.length > page.length),
          ...page.map(
            ({ number, modifiedAt, md5, size }) =>
              `<Part>${element('PartNumber', number)}${element('LastModified', isoTime(modifiedAt))}` +
              `${element('ETag', `"${md5}"`)}${element('Size', size)}</Part>`,
          ),
        ]);
      },
    },
  };
};
