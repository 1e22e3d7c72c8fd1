import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../errors/problem';

/** The spec's limit for one request, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;

const isJson = (contentType: string | undefined): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '');

/** The body's bytes. API Gateway sends what it takes for binary in base64. */
export const bodyBytes = (event: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

/**
 * Reads a JSON body.
 * @throws Problem `body_too_large`, `unsupported_media_type`, `malformed_json`.
 */
export const jsonBody = (event: APIGatewayProxyEventV2, maxBytes: number = MAX_BODY_BYTES): unknown => {
  const bytes = bodyBytes(event);
  if (bytes.length > maxBytes) {
    throw new Problem('body_too_large', {
      detail: `The body has ${bytes.length} bytes; at most ${maxBytes} are taken.`,
    });
  }
  if (!isJson(event.headers['content-type'])) {
    throw new Problem('unsupported_media_type', { detail: 'Send the body as application/json.' });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Problem('malformed_json', { detail: 'The body could not be read as JSON in UTF-8.', cause });
  }
};
