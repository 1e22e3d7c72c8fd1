import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { BodyReader } from '../declare/route';
import { Problem } from '../errors/problem';
import { parseJson } from '../json/json';
import { requireShape } from './json-shape';

/** The limit for one request, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;

type Reader = (text: string) => unknown;

export interface BodyOptions {
  /** 256 KiB if left out. */
  readonly maxBodyBytes?: number;
  /** The most values in a JSON body; `MAX_VALUES` if left out. */
  readonly maxBodyValues?: number;
  /** For media types besides JSON. */
  readonly bodyReaders?: Readonly<Record<string, BodyReader>>;
  /** See `RouteSpec`. */
  readonly exactNumbers?: boolean;
}

const jsonReader =
  ({ exactNumbers = false, maxBodyValues }: BodyOptions): Reader =>
  (text) => {
    requireShape(text, maxBodyValues);
    try {
      return exactNumbers ? parseJson(text) : JSON.parse(text);
    } catch (cause) {
      throw new Problem('malformed_json', { detail: 'The body could not be read as JSON.', cause });
    }
  };

/** `text/csv` of `Text/CSV; charset=utf-8` (RFC 9110, section 8.3.1: type and subtype are case-insensitive). */
const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const isJson = (type: string): boolean => /^application\/(?:[\w.+-]+\+)?json$/.test(type);

const readerOf = (type: string, options: BodyOptions): Reader => {
  if (isJson(type)) return jsonReader(options);
  const { bodyReaders = {} } = options;
  // The caller chose the type: look it up among the route's own readers only, never among what every object inherits.
  const reader = Object.hasOwn(bodyReaders, type) ? bodyReaders[type]?.read : undefined;
  if (reader) return reader;
  const taken = ['application/json', ...Object.keys(bodyReaders)].join(' or ');
  throw new Problem('unsupported_media_type', { detail: `Send the body as ${taken}.` });
};

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Problem('not_utf8', { detail: 'Send the body encoded in UTF-8.', cause });
  }
};

/**
 * Reads a body: JSON, or a type the route has a reader for. API Gateway sends bodies that it considers binary in base64.
 * @throws Problem `body_too_large`, `unsupported_media_type`, `not_utf8`, `malformed_json`, `invalid_request` for a shape, or what a reader throws.
 */
export const readBody = (event: APIGatewayProxyEventV2, options: BodyOptions = {}): unknown => {
  const { maxBodyBytes = MAX_BODY_BYTES } = options;
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes) {
    throw new Problem('body_too_large', {
      detail: `The body has ${bytes.length} bytes; at most ${maxBodyBytes} are accepted.`,
    });
  }
  return readerOf(mediaType(event.headers['content-type']), options)(decode(bytes));
};
