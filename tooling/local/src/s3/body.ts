import type { IncomingMessage } from 'node:http';
import { AwsError } from '../endpoint/aws-error';

const incomplete = (): AwsError =>
  new AwsError('IncompleteBody', 'The request body ended before the number of bytes that it had announced.');

/**
 * The bytes in a body that an SDK sent in chunks of its own (`aws-chunked`). Each chunk has its size and perhaps a
 * signature before it, and checksums come after the last one; they are not checked
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 * @throws AwsError `IncompleteBody`
 */
export async function* chunkedBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await chunks.next();
    if (next.done) throw incomplete();
    buffer = Buffer.concat([buffer, next.value]);
  };
  const line = async (): Promise<string> => {
    while (!buffer.includes('\r\n')) await more();
    const end = buffer.indexOf('\r\n');
    const text = buffer.subarray(0, end).toString();
    buffer = buffer.subarray(end + 2);
    return text;
  };
  for (;;) {
    const head = await line();
    if (!/^[0-9a-f]+(;|$)/i.test(head)) throw incomplete();
    let left = Number.parseInt(head, 16);
    if (left === 0) {
      while ((await line()) !== '');
      return;
    }
    while (left > 0) {
      if (buffer.length === 0) await more();
      const part = buffer.subarray(0, left);
      buffer = buffer.subarray(part.length);
      left -= part.length;
      yield part;
    }
    await line();
  }
}

/** The bytes of the object that a request sends. */
export const objectBytes = (request: IncomingMessage): AsyncIterable<Buffer> =>
  String(request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ? chunkedBytes(request) : request;
