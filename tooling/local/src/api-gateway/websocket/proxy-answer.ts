import * as z from 'zod/mini';
import { CallerTimeoutError } from '../../lambda/errors';
import { withPatience } from '../../lambda/patience';
import type { IntegrationOptions, InvokeFunction } from '../options';

const proxyAnswer = z.object({
  statusCode: z.number(),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

export type ProxyResult =
  | { readonly ok: true; readonly status: number; readonly body: string }
  | { readonly ok: false; readonly timedOut: boolean; readonly error: string };

/** Invokes a function of a Lambda proxy integration and reads its answer. Never rejects. */
export const proxyResult = async (
  invoke: InvokeFunction,
  functionName: string,
  event: unknown,
  options: IntegrationOptions,
): Promise<ProxyResult> => {
  try {
    const run = (): Promise<unknown> => invoke(functionName, event, options);
    const parsed = proxyAnswer.safeParse(await withPatience(functionName, options.timeoutMs, run));
    if (!parsed.success) {
      return { ok: false, timedOut: false, error: 'the function answered no proxy response with a statusCode' };
    }
    const { statusCode: status, body, isBase64Encoded } = parsed.data;
    return { ok: true, status, body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString() };
  } catch (error) {
    return {
      ok: false,
      timedOut: error instanceof CallerTimeoutError,
      error: error instanceof Error ? error.message : String(error),
    };
  }
};
