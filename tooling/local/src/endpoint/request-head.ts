import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/read-body';
import { AwsError } from './aws-error';
import { readCredential } from './credential';
import type { RequestHead } from './service';

/** DynamoDB's largest request (BatchWriteItem) is 16 MB. No body that we read into memory is larger. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const isForm = (contentType: string | undefined): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '');

/** Reads a whole body. @throws AwsError 413 over 16 MiB; Error if the caller hangs up. */
export const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'aborted') throw new Error('the caller hung up before its request was complete');
  if (body === 'too large') throw new AwsError('RequestEntityTooLargeException', 'The request is over 16 MiB.', 413);
  return body;
};

/** The same as text. */
export const readText = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request)).toString('utf8');

const readTarget = (header: string | string[] | undefined): RequestHead['target'] => {
  const [, service, operation] = /^([^.]+)\.([^.]+)$/.exec(String(header ?? '')) ?? [];
  return service && operation ? { service, operation } : undefined;
};

/**
 * The path as it was sent, still encoded, and the query. `URL` would cost more than the rest of this file, and would
 * resolve a `..` in an S3 object key as a parent folder.
 */
const partsOf = (url: string): Pick<RequestHead, 'path' | 'query'> => {
  // The target is a path, or a full URL if the client treats us as a proxy (RFC 9112, section 3.2).
  const target = (url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/, '')).split('#', 1)[0] ?? '';
  const question = target.indexOf('?');
  if (question < 0) return { path: target || '/', query: new URLSearchParams() };
  return { path: target.slice(0, question) || '/', query: new URLSearchParams(target.slice(question + 1)) };
};

/**
 * Reads what the services need to recognise a request. The body is read only if it is a form, because a form's `Action`
 * names the operation.
 */
export const readHead = async (request: IncomingMessage): Promise<RequestHead> => {
  const { method = 'GET', headers, url = '/' } = request;
  const { path, query } = partsOf(url);
  return {
    method,
    path,
    query,
    headers,
    target: readTarget(headers['x-amz-target']),
    form: isForm(headers['content-type']) ? new URLSearchParams(await readText(request)) : undefined,
    credential: readCredential(headers.authorization, query),
  };
};
