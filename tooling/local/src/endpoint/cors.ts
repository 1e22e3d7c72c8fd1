import type { Answer, RequestHead } from './service';

const PREFLIGHT_SECONDS = 3_600;

/**
 * Whether a request is a CORS preflight, which browsers send before a request that is not simple
 * (https://fetch.spec.whatwg.org/#cors-preflight-request).
 */
export const isPreflight = ({ method, headers }: RequestHead): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/**
 * Allows every page, as Cognito does: a preflight does not name the operation. Whether pages may call that operation is
 * decided when the actual request comes.
 */
export const preflightAnswer = ({ headers }: RequestHead): Answer => ({
  status: 204,
  headers: {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PUT, DELETE, HEAD',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  },
  body: '',
});

/** Adds the headers that let a web page read the answer. */
export const readableByPages = (answer: Answer): Answer => ({
  ...answer,
  headers: {
    ...answer.headers,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-requestid, x-amzn-errortype, etag',
  },
});
