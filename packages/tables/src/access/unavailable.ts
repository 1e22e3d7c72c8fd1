import { mayPass } from '@frontdesk/aws/dynamodb';
import { Problem } from '@frontdesk/core/errors';

/** @param internal what did not answer; only for the log. */
export const unavailable = (internal: string, cause?: unknown): Problem =>
  new Problem('temporarily_unavailable', {
    detail: 'A service that this needs is not answering at the moment. Try again shortly.',
    headers: { 'retry-after': '2' },
    internal,
    cause,
  });

/**
 * Turns a failure that outlasts the client's own retries into an answer that says so. A write may have had its effect all the
 * same; repeating it is safe with an `Idempotency-Key`.
 */
export const unavailableAsProblem = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw mayPass(error) ? unavailable(`DynamoDB: ${error.name}`, error) : error;
  }
};
