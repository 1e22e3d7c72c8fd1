import type { Access, Caller } from '../../endpoint/account';
import { AwsError } from '../../endpoint/aws-error';
import type { Answer, Call } from '../../endpoint/service';
import type { Buckets } from '../buckets';
import { denied, invalidArgument, notImplemented } from '../errors';
import { checkKey, storedHeaders } from '../object-answer';
import type { ObjectStore } from '../object-store';
import { checkSignedPolicy } from '../signature';
import { etagOf, type StoredObject } from '../store-state';
import { element, empty, xmlAnswer } from '../xml';
import { type Form, formParts, readForm } from './form-data';
import { checkPolicy, type SizeRange } from './policy';

/** A form without a file, or without a field that must be there, is answered so that one looks at the order of the fields. */
const required = ({ fields }: Form, name: string): string => {
  const value = fields.get(name.toLowerCase());
  if (value !== undefined) return value;
  throw invalidArgument(
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
  );
};

/**
 * Who signed a form, by its policy. Of the laptop's owner any signature is taken, as everywhere, but not from a web page: it
 * could be any page that the owner visits.
 */
const signerOf = (form: Form, access: Access, fromPage: boolean): Caller => {
  const policy = form.fields.get('policy');
  if (policy === undefined) throw denied('Access Denied');
  const credential = required(form, 'X-Amz-Credential');
  const signature = required(form, 'X-Amz-Signature');
  const caller = access(credential.split('/')[0] ?? '');
  if (!caller) {
    throw new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403);
  }
  if (caller.kind === 'function') checkSignedPolicy(policy, credential, signature, caller.secretAccessKey);
  else if (fromPage) throw denied('A web page may only send a form that a function has signed.');
  return caller;
};

async function* within(bytes: AsyncIterable<Buffer>, { min, max }: SizeRange): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > max) throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    yield piece;
  }
  if (size < min) throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
}

const answerOf = ({ fields }: Form, bucket: string, object: StoredObject, host: string): Answer => {
  const etag = `"${etagOf(object)}"`;
  const location = `http://${host}/${bucket}/${encodeURIComponent(object.key)}`;
  const status = fields.get('success_action_status') ?? '';
  if (status !== '201') return empty(status === '200' ? 200 : 204, { etag, location });
  const elements = [element('Location', location), element('Bucket', bucket), element('Key', object.key)];
  return xmlAnswer('PostResponse', [...elements, element('ETag', etag)], 201, { etag, location });
};

/** What the operation works with. */
export interface PostObject {
  readonly store: ObjectStore;
  readonly buckets: Buckets;
  readonly access: Access;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * PostObject (https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html): a form that somebody who may upload has
 * signed, and anybody sends.
 * @throws AwsError for whatever S3 refuses.
 */
export const postObject = async (
  { store, buckets, access, now }: PostObject,
  call: Call,
  bucket: string,
): Promise<Answer> => {
  const { headers } = call.head;
  // A form that is refused half-way is still read to its end, so that its sender gets to see why.
  const body = call.request.iterator({ destroyOnReturn: false });
  const parts = formParts(body, String(headers['content-type']));
  const sent = await readForm(parts);
  const { file } = sent;
  if (!file) throw invalidArgument('POST requires exactly one file upload per request.');
  const key = required(sent, 'key').replace(/\$\{filename\}/, () => file.filename ?? '');
  const form = { ...sent, fields: new Map(sent.fields).set('key', key) };
  const caller = signerOf(form, access, headers.origin !== undefined);
  buckets.permit({ ...call, caller }, 'PutObject', bucket, key);
  const range = checkPolicy(required(form, 'policy'), form.fields, bucket, now());
  if (form.fields.has('success_action_redirect')) {
    throw notImplemented('success_action_redirect', ['success_action_status']);
  }
  checkKey(key);
  const kept = storedHeaders(Object.fromEntries(form.fields));
  const object = await store.put(bucket, { key, headers: kept }, within(file.bytes, range));
  while (!(await parts.next()).done);
  await buckets.created(call, bucket, object, 'Post');
  return answerOf(form, bucket, object, String(headers.host));
};
