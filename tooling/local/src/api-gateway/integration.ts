import { CallerTimeoutError, RequestTooLargeError, TooManyRequestsError } from '../lambda/errors';
import { withPatience } from '../lambda/patience';
import { type GatewayAnswer, type RefusalStatus, refusal } from './answer';
import { functionAnswer } from './function-answer';
import type { InvokeFunction } from './options';

export interface Integrated {
  readonly answer: GatewayAnswer;
  /** Why the answer is not the function's. */
  readonly error?: string;
}

/**
 * What API Gateway answers for a failed invocation. It is a 500 if the function fails, takes longer than its own
 * timeout, or returns something that is not a valid answer; a 503 if Lambda did not start it, or if its answer did not
 * come in time.
 */
const statusOf = (error: unknown): RefusalStatus => {
  if (error instanceof CallerTimeoutError || error instanceof TooManyRequestsError) return 503;
  return error instanceof RequestTooLargeError ? 413 : 500;
};

/** The Lambda proxy integration: invokes the function and reads its answer. Never rejects. */
export const integrate = async (
  invoke: InvokeFunction,
  functionName: string,
  event: unknown,
  options: Parameters<InvokeFunction>[2],
): Promise<Integrated> => {
  try {
    const run = (): Promise<unknown> => invoke(functionName, event, options);
    return { answer: functionAnswer(await withPatience(functionName, options.timeoutMs, run)) };
  } catch (error) {
    return { answer: refusal(statusOf(error)), error: error instanceof Error ? error.message : String(error) };
  }
};
