import type { IncomingMessage } from 'node:http';

/** API Gateway's quota for a payload (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

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

const TEXT_TYPES = new Set(['application/json', 'application/javascript', 'application/xml']);

/**
 * Whether a body goes into the event as text; everything else goes in as base64, forms included
 * (https://github.com/middyjs/middy/pull/603). AWS documents the list for load balancers only
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
 */
export const isText = (headers: ReadonlyMap<string, string>): boolean => {
  if (headers.has('content-encoding')) return false;
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || TEXT_TYPES.has(type) || /^application\/.+\+(?:json|xml)$/.test(type);
};
