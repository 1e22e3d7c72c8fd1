import { Problem } from '@frontdesk/core/errors';

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * The errors with which DynamoDB throttles (API_Operations, common errors), or refuses a repeated call while it is still
 * working on the first one (TransactWriteItems).
 */
const OVERLOADED = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);

/** Node.js's error codes for a connection that failed or broke. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

const isUnavailable = ({ name = '', code = '', $metadata }: SdkError): boolean =>
  name === 'TimeoutError' || OVERLOADED.has(name) || UNREACHABLE.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500;

/** @param internal what did not answer; only for the log. */
export const unavailable = (internal: string, cause?: unknown): Problem =>
  new Problem('temporarily_unavailable', {
    detail: 'A service that this needs is not answering at the moment. Try again shortly.',
    headers: { 'retry-after': '2' },
    internal,
    cause,
  });

/**
 * Turns a failure that outlasts the SDK's own retries into an answer that says so. A write may have had its effect all the
 * same; repeating it is safe with an `Idempotency-Key`.
 */
export const unavailableAsProblem = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error) || !isUnavailable(error as SdkError)) throw error;
    throw unavailable(`DynamoDB: ${error.name}`, error);
  }
};
