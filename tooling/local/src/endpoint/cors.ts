import type { Answer, RequestHead } from './service';

const PREFLIGHT_SECONDS = 3_600;

/** What a browser asks before a request that is not simple (https://fetch.spec.whatwg.org/#cors-preflight-request). */
export const isPreflight = ({ method, headers }: RequestHead): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/**
 * Lets any page ask, as Cognito does: it is not known yet for which operation. Whether pages may call that is decided
 * when the request itself comes.
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

/** The headers that let a page read an answer. */
export const readableByPages = (answer: Answer): Answer => ({
  ...answer,
  headers: {
    ...answer.headers,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-requestid, x-amzn-errortype, etag',
  },
});
