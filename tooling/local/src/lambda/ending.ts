import { FunctionError, TimeoutError } from './errors';

/** Why an instance ended, as the error of the request that failed because of it. */
export type Ending = (requestId: string) => FunctionError;

/** Lambda's words for a runtime that ended: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const exited =
  (how: string): Ending =>
  (requestId) =>
    new FunctionError({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: Runtime exited ${how}`,
    });

export const timedOut =
  (seconds: number): Ending =>
  (requestId) =>
    new TimeoutError(requestId, seconds);

export const exitedWith = (code: number): Ending =>
  exited(code === 0 ? 'without providing a reason' : `with error: exit status ${code}`);

/** An error that Node reports about the worker itself. In Lambda, a full heap looks like a killed process. */
export const workerError = (error: Error & { readonly code?: string }): Ending =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? exited('with error: signal: killed')
    : () => new FunctionError({ errorType: error.name, errorMessage: error.message });
