import type { httpHandler } from '@frontdesk/core/http';
import type { AnswerBody } from './answer-body';
import { type EventOptions, gatewayEvent, lambdaContext } from './gateway-event';

export interface HandlerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body as it came; empty if there is none. */
  readonly text: string;
  readonly body: AnswerBody;
}

export type Call = (
  routeKey: string,
  options?: EventOptions,
  remainingMs?: Parameters<typeof lambdaContext>[0],
) => Promise<HandlerAnswer>;

/** Calls a function's handler as Lambda does, with the events that API Gateway sends. */
export const callHandler =
  (handler: ReturnType<typeof httpHandler>): Call =>
  async (routeKey, options = {}, remainingMs = 29_000) => {
    const result = await handler(gatewayEvent(routeKey, options), lambdaContext(remainingMs));
    const { statusCode = 200, headers = {}, body = '' } = typeof result === 'object' ? result : {};
    return { status: statusCode, headers, text: body, body: body === '' ? undefined : JSON.parse(body) };
  };
