import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { GatewayAnswer } from './answer';

/** The function's answer is not in payload format 2.0; the caller gets a 500. */
export class InvalidFunctionAnswer extends Error {}

/** Headers that only the gateway sets. */
const OWN_HEADERS = new Set([
  'apigw-requestid',
  'connection',
  'content-length',
  'keep-alive',
  'set-cookie',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const statusOf = (value: unknown): number => {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    throw new InvalidFunctionAnswer(`statusCode is ${JSON.stringify(value)}`);
  }
  return status;
};

const scalar = (name: string, value: unknown): string => {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new InvalidFunctionAnswer(`${name} is ${JSON.stringify(value)}`);
  }
  return String(value);
};

const checked = (name: string, value: string): string => {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    throw new InvalidFunctionAnswer(`header ${JSON.stringify(name)} cannot be sent`, { cause });
  }
  return value;
};

const headersOf = (value: unknown): Map<string, string> => {
  const headers = new Map<string, string>();
  if (value === undefined || value === null) return headers;
  if (!isRecord(value)) throw new InvalidFunctionAnswer('headers is no object');
  for (const [given, field] of Object.entries(value)) {
    const name = given.toLowerCase();
    if (!OWN_HEADERS.has(name)) headers.set(name, checked(name, scalar(`header ${given}`, field)));
  }
  return headers;
};

const cookiesOf = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new InvalidFunctionAnswer('cookies is no list');
  return value.map((cookie) => checked('set-cookie', scalar('cookie', cookie)));
};

const bodyOf = ({ body, isBase64Encoded }: Record<string, unknown>): string | Buffer => {
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') throw new InvalidFunctionAnswer('body is no text');
  return isBase64Encoded === true ? Buffer.from(body, 'base64') : body;
};

/**
 * Reads what a function returned, by the rules of format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2):
 * without a `statusCode`, the value itself becomes the body of a 200, as JSON, or unchanged if it is text.
 * @throws InvalidFunctionAnswer
 */
export const functionAnswer = (result: unknown): GatewayAnswer => {
  if (!isRecord(result) || result.statusCode === undefined) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = statusOf(result.statusCode);
  const headers = headersOf(result.headers);
  const cookies = cookiesOf(result.cookies);
  const body = bodyOf(result);
  if (body.length > 0 && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8');
  return {
    status,
    headers: { ...Object.fromEntries(headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    body,
  };
};
