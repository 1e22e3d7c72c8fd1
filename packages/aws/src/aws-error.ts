/** A service of AWS refused a call, or could not do its work. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** The HTTP status that it answered. */
  readonly status: number;
  /** The service's own name of the error, such as `QueueDoesNotExist`; empty if it gave none. */
  readonly code: string;

  constructor(operation: string, status: number, code: string, message: string) {
    super(`${operation}: ${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

/** What services answer when they are asked too much; some of it with a status of 400. */
const OVERLOADED = /Throttl|RequestLimitExceeded|TooManyRequests/;

/** Whether the same call may succeed a moment later: it was lost on the way, or on the service's side. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof AwsError) || error.status >= 500 || error.status === 429 || OVERLOADED.test(error.code);
