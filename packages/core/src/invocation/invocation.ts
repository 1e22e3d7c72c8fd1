import type { Log } from '../observe/log';

/** What a handler of any trigger knows of how it was invoked. */
export interface Invocation {
  /** Connects its log lines: API Gateway's id of a request, SQS's of a message, Lambda's own elsewhere. */
  readonly id: string;
  /** Our part of the trace that led here; it is passed on with everything that is sent. */
  readonly traceparent: string;
  /** Epoch milliseconds at which it was received. */
  readonly receivedAt: number;
  /** Its lines carry the ids. */
  readonly log: Log;
  /** Milliseconds until Lambda ends the invocation. */
  remainingMs(): number;
}
