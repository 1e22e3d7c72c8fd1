import type { IncomingMessage } from 'node:http';

/** Reads a request's body, but never past the limit. `aborted`: the caller went away. */
export const readBody = (request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too large' | 'aborted'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (result: Buffer | 'too large' | 'aborted'): void => {
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      resolve(result);
    };
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) settle('too large');
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle(Buffer.concat(chunks));
    const onClose = (): void => settle('aborted');
    request.on('data', onData).once('end', onEnd).once('close', onClose);
    // An abort also emits an error, which would end the process if nobody listened.
    request.on('error', () => {});
    if (request.destroyed) onClose();
  });
