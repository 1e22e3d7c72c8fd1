import type { Log } from '../observe/log';

/** What a handler of any trigger knows of how it was invoked. */
export interface Invocation {
  /** Ties its log lines to one another: API Gateway's id of a request, SQS's of a message, Lambda's own elsewhere. */
  readonly id: string;
  /** Our part of the trace that led here; what is sent on carries it. */
  readonly traceparent: string;
  /** Epoch milliseconds at which it was received. */
  readonly receivedAt: number;
  /** Its lines carry the ids. */
  readonly log: Log;
  /** Milliseconds until Lambda ends the invocation. */
  remainingMs(): number;
}
