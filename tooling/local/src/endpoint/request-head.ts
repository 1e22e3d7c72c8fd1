import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';
import { readCredential } from './credential';
import type { RequestHead } from './service';

/** DynamoDB's largest request (BatchWriteItem) is 16 MB. No body that we read into memory is larger. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const isForm = (contentType: string | undefined): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '');

/** Reads a whole body. @throws AwsError 413 over 16 MiB. */
export const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AwsError('RequestEntityTooLargeException', 'The request is over 16 MiB.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const readTarget = (header: string | string[] | undefined): RequestHead['target'] => {
  const [, service, operation] = /^([^.]+)\.([^.]+)$/.exec(String(header ?? '')) ?? [];
  return service && operation ? { service, operation } : undefined;
};

/** The path as it was sent, still encoded. `URL` would resolve a `..` in an S3 object key as a parent folder. */
const pathOf = (target: string): string => target.replace(/^https?:\/\/[^/?]*/, '').replace(/[?#].*$/s, '') || '/';

/**
 * Reads what the services need to recognise a request. The body is read only if it is a form, because a form's `Action`
 * names the operation.
 */
export const readHead = async (request: IncomingMessage): Promise<RequestHead> => {
  const { method = 'GET', headers, url: target = '/' } = request;
  // The target is a path, or a full URL if the client treats us as a proxy (RFC 9112, section 3.2).
  const url = new URL(target.startsWith('/') ? `http://localhost${target}` : target);
  return {
    method,
    path: pathOf(target),
    query: url.searchParams,
    headers,
    target: readTarget(headers['x-amz-target']),
    form: isForm(headers['content-type']) ? new URLSearchParams(await readText(request)) : undefined,
    credential: readCredential(headers.authorization, url.searchParams),
  };
};
