import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { FunctionDeclaration } from '../declare/function';
import { Problem } from '../errors/problem';
import { dispatcher } from './dispatch';
import { exchanges } from './exchange';
import { gatewayResult } from './gateway-result';
import { observed } from './observed';
import type { HttpPlatform } from './platform';
import { problemAnswer } from './problem-answer';

/** How many milliseconds before Lambda would end the invocation the caller gets our own answer. */
const ANSWER_BEFORE_TIMEOUT_MS = 250;

/**
 * The Lambda handler of a declared function: the one pipeline every HTTP request goes through. Middy runs `onError` hooks
 * last to first, so the problem document exists before `observed` records it.
 */
export const httpHandler = <D>(fn: FunctionDeclaration<D>, platform: HttpPlatform, deps: D) => {
  const dispatch = dispatcher(fn, platform, deps);
  const known = exchanges(platform.clock);
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    timeoutEarlyInMillis: ANSWER_BEFORE_TIMEOUT_MS,
    timeoutEarlyResponse: () => {
      throw new Problem('deadline_exceeded', {
        detail: 'The request took too long. It may still have had its effect.',
      });
    },
  })
    .use(observed(platform, known))
    .onError((request) => {
      request.response = gatewayResult(problemAnswer(request.error, known.of(request.event).requestId, platform.log));
    })
    .handler(async (event: APIGatewayProxyEventV2, context: Context) =>
      gatewayResult(await dispatch(event, context, known.of(event))),
    );
};
