import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../errors/problem';
import type { Principal } from '../identity/principal';
import type { KeyedRequest } from './idempotency-store';

const MAX_KEY_CHARACTERS = 255;

const digest = (parts: readonly (string | undefined)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * The request's idempotency key and fingerprint; `undefined` without an `Idempotency-Key`
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/). The key is used as it was sent; the body is
 * compared byte by byte, because a client that repeats a request sends the same bytes.
 * @throws Problem `invalid_request` for a key that is empty or over 255 characters.
 */
export const keyedRequest = (event: APIGatewayProxyEventV2, principal: Principal): KeyedRequest | undefined => {
  const key = event.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (key.length === 0 || key.length > MAX_KEY_CHARACTERS) {
    throw new Problem('invalid_request', {
      detail: 'The Idempotency-Key is not valid.',
      errors: [{ location: 'header.idempotency-key', message: `must have 1 to ${MAX_KEY_CHARACTERS} characters` }],
    });
  }
  const { method } = event.requestContext.http;
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body;
  return {
    tenant: principal.tenant,
    key,
    fingerprint: digest([principal.kind, principal.id, method, event.rawPath, event.rawQueryString, body]),
  };
};
