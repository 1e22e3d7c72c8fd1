import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../endpoint/service';
import { ByteReader, textOf } from './byte-reader';
import { badDigest, incompleteBody } from './errors';

/**
 * The bytes in a body that an SDK sent in chunks of its own (`aws-chunked`). Each chunk has its size and perhaps a
 * signature before it, and checksums come after the last one; they are not checked
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 * @throws AwsError `IncompleteBody`
 */
export async function* chunkedBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source, incompleteBody);
  const line = (): Promise<string> => textOf(reader.until('\r\n'));
  for (;;) {
    const head = await line();
    if (!/^[0-9a-f]+(;|$)/i.test(head)) throw incompleteBody();
    const size = Number.parseInt(head, 16);
    if (size === 0) break;
    yield* reader.take(size);
    await line();
  }
  while ((await line()) !== '');
}

/** The bytes of the object that a request sends. */
export const objectBytes = (request: IncomingMessage): AsyncIterable<Buffer> =>
  String(request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ? chunkedBytes(request) : request;

/** Compares what was read with the digest that a request announces, if it does. */
export const acceptDigest =
  ({ headers }: RequestHead) =>
  (md5: string): void => {
    const announced = headers['content-md5'];
    if (announced !== undefined && Buffer.from(md5, 'hex').toString('base64') !== announced) throw badDigest();
  };
