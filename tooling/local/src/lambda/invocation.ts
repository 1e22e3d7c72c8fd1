import { randomBytes } from 'node:crypto';
import { isoTime } from '@frontdesk/core/time';
import { type FunctionError, TimeoutError } from './errors';

/** A trace that X-Ray does not sample: `Root` is who began it. */
export const traceHeader = (root: string | undefined, now: number): string => {
  const begun = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `${root ?? `Root=1-${begun}-${randomBytes(12).toString('hex')}`};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
};

/** What Lambda writes to the function's log when an invocation fails. */
export const failureLine = (error: FunctionError, requestId: string, now: number): string => {
  if (error instanceof TimeoutError) {
    return `${isoTime(now)} ${requestId} ${error.errorMessage.slice(error.errorMessage.indexOf('Task timed out'))}`;
  }
  const { errorType, errorMessage, trace } = error;
  const fields = JSON.stringify({ errorType, errorMessage, stack: trace });
  return `${isoTime(now)}\t${requestId}\tERROR\tInvoke Error\t${fields}`;
};
