/** How a function's failure crosses from the runtime: the fields of Lambda's error payload. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/**
 * The function failed: it threw, could not be loaded, ended its process, or was ended
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html).
 */
export class FunctionError extends Error {
  override readonly name: string = 'FunctionError';
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];

  constructor({ errorType, errorMessage, trace = [] }: ErrorPayload) {
    super(`${errorType}: ${errorMessage}`);
    this.errorType = errorType;
    this.errorMessage = errorMessage;
    this.trace = trace;
  }
}

/** The function did not end within its own timeout, so its instance was ended. */
export class TimeoutError extends FunctionError {
  override readonly name = 'TimeoutError';

  constructor(requestId: string, seconds: number) {
    super({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
    });
  }
}

/** The caller stopped waiting. As in Lambda, a function that had begun runs on to its end. */
export class CallerTimeoutError extends Error {
  override readonly name = 'CallerTimeoutError';

  constructor(functionName: string, timeoutMs: number) {
    super(`${functionName} gave no answer within ${timeoutMs} ms`);
  }
}

/** No instance may be started, and too many callers are waiting already; Lambda answers 429. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';

  constructor(functionName: string) {
    super(`Rate Exceeded for ${functionName}`);
  }
}

/** The event is larger than Lambda takes; it answers 413. */
export class RequestTooLargeError extends Error {
  override readonly name = 'RequestTooLargeError';

  constructor(bytes: number, limit: number) {
    super(`${bytes} byte payload is too large for the RequestResponse invocation type (limit ${limit} bytes)`);
  }
}

export class ResourceNotFoundError extends Error {
  override readonly name = 'ResourceNotFoundError';

  constructor(arn: string) {
    super(`Function not found: ${arn}`);
  }
}

/** `close()` was called: nothing more is run. */
export class LambdaClosedError extends Error {
  override readonly name = 'LambdaClosedError';

  constructor() {
    super('The local Lambda has been closed');
  }
}
