import { Problem } from '@frontdesk/core/errors';

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * What DynamoDB answers when it is asked too much (API_Operations, common errors), or repeatedly while it still works on the
 * first call (TransactWriteItems).
 */
const OVERLOADED = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);

/** What Node.js calls a connection that was not made, or broke. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

const isUnavailable = ({ name = '', code = '', $metadata }: SdkError): boolean =>
  name === 'TimeoutError' || OVERLOADED.has(name) || UNREACHABLE.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500;

/** @param internal what did not answer, for the log. */
export const unavailable = (internal: string, cause?: unknown): Problem =>
  new Problem('temporarily_unavailable', {
    detail: 'A service that this needs does not answer just now. Try again in a moment.',
    headers: { 'retry-after': '2' },
    internal,
    cause,
  });

/**
 * Turns what is left of a failure after the SDK's own retries into the answer for it: DynamoDB is not there just now. A
 * write may have had its effect; the caller's repeat is safe with an `Idempotency-Key`.
 */
export const unavailableAsProblem =
  <I extends object, O>(next: (args: I) => Promise<O>) =>
  async (args: I): Promise<O> => {
    try {
      return await next(args);
    } catch (error) {
      if (!(error instanceof Error) || !isUnavailable(error as SdkError)) throw error;
      throw unavailable(`DynamoDB: ${error.name}`, error);
    }
  };
