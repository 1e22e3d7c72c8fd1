/** An AWS service refused a call, or failed. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** The HTTP status of its answer. */
  readonly status: number;
  /** The service's own name for the error, such as `QueueDoesNotExist`; empty if it gave none. */
  readonly code: string;

  constructor(operation: string, status: number, code: string, message: string) {
    super(`${operation}: ${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

/** The errors with which services throttle; some of them have the status 400. */
const OVERLOADED = /Throttl|RequestLimitExceeded|TooManyRequests/;

/** Whether the same call may succeed a moment later: it was lost on the way or failed on the service's side. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof AwsError) || error.status >= 500 || error.status === 429 || OVERLOADED.test(error.code);
