import * as z from 'zod/mini';
import { FunctionError } from '../../lambda/errors';
import type { GatewayMessage } from './gateway-message';
import { policyAllows, policyDocument } from './policy';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_ANSWER_BYTES = 8 * 1024;

const authorizerAnswer = z.object({
  principalId: z.string().check(z.minLength(1)),
  policyDocument,
  /** Lists and objects are not allowed. */
  context: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

export type Authorization =
  | { readonly allowed: true; readonly context: Readonly<Record<string, string>> }
  | { readonly allowed: false; readonly refusal: GatewayMessage; readonly reason: string };

const refused = (refusal: GatewayMessage, reason: string): Authorization => ({ allowed: false, refusal, reason });

const read = (answer: unknown, methodArn: string): Authorization => {
  const parsed = authorizerAnswer.safeParse(answer);
  if (!parsed.success)
    return refused('failed', `the authorizer's answer is malformed: ${z.prettifyError(parsed.error)}`);
  if (Buffer.byteLength(JSON.stringify(answer)) > MAX_ANSWER_BYTES) {
    return refused('failed', `the authorizer's answer is over ${MAX_ANSWER_BYTES} bytes`);
  }
  const { principalId, context = {}, policyDocument: policy } = parsed.data;
  if (!policyAllows(policy, 'execute-api:Invoke', methodArn))
    return refused('forbidden', 'the policy does not allow it');
  const values = Object.entries(context).map(([name, value]) => [name, String(value)] as const);
  return { allowed: true, context: { ...Object.fromEntries(values), principalId } };
};

/**
 * Reads what a REQUEST authorizer answered on `$connect`: an IAM policy, and the context that later events carry, each
 * value as a string. An error whose message is `Unauthorized` becomes a 401, any other a 500
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html).
 */
export const authorization = async (invoke: () => Promise<unknown>, methodArn: string): Promise<Authorization> => {
  try {
    return read(await invoke(), methodArn);
  } catch (error) {
    const unauthorized = error instanceof FunctionError && error.errorMessage === 'Unauthorized';
    return refused(unauthorized ? 'unauthorized' : 'failed', error instanceof Error ? error.message : String(error));
  }
};
