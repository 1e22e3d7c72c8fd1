import type { Context } from 'aws-lambda';
import { type FunctionDeclaration, triggersOf } from '../declare/function';
import type { SocketRoute } from '../declare/socket';
import { Problem } from '../errors/problem';
import { validate } from '../http/validate';
import { isTenantId } from '../identity/tenant-id';
import type { Kernel } from '../invocation/kernel';
import { observed } from '../invocation/observed';
import { continueTrace } from '../invocation/trace';
import { type AuthorizerEvent, decide } from './authorizer';
import type { ErrorFrame } from './error-frame';
import type { Frame, SocketIdentity } from './frame';

/** What API Gateway sends for a frame, or for a connection's opening or closing. */
export interface SocketEvent {
  readonly body?: string;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly requestContext: {
    readonly routeKey: string;
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    readonly connectionId: string;
    readonly requestId: string;
    readonly requestTimeEpoch: number;
    readonly authorizer?: Readonly<Record<string, string>>;
  };
}

const identityOf = ({ requestContext }: SocketEvent): SocketIdentity => {
  const { clientId, ...more } = requestContext.authorizer ?? {};
  if (clientId === undefined || !isTenantId(clientId)) throw new Error('the connection has no tenant');
  return { ...more, clientId };
};

const parse = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch (cause) {
    throw new Problem('malformed_json', { detail: 'The frame could not be read as JSON.', cause });
  }
};

/** Tells a client which of its messages an error is about. */
const messageIdIn = (text: string | undefined): string | undefined =>
  /"messageId"\s*:\s*"([A-Za-z0-9._:-]{1,128})"/.exec(text ?? '')?.[1];

const errorFrameOf = (error: unknown, { body, requestContext: { requestId } }: SocketEvent): ErrorFrame => {
  const problem = error instanceof Problem ? error : new Problem('internal_error');
  const messageId = messageIdIn(body);
  return {
    action: 'error',
    code: problem.code,
    message: problem.options.detail ?? problem.title,
    requestId,
    ...(problem.options.errors && { errors: [...problem.options.errors] }),
    ...(messageId !== undefined && { messageId }),
  };
};

/**
 * The Lambda handler of a function's WebSocket routes and of its authorizer. A refused `$connect` is answered with its
 * status; an error with a frame is answered with an `error` frame and 200, because API Gateway replaces the body of any
 * other status by its own.
 */
export const socketHandler = <D>(fn: FunctionDeclaration<D>, kernel: Kernel, deps: D) => {
  const [trigger] = triggersOf(fn, 'socket');
  const routes = new Map(trigger?.routes.map((route) => [route.routeKey, route]));

  const serve = async (route: SocketRoute<D>, event: SocketEvent, context: Context) => {
    const { routeKey, connectionId, requestId, requestTimeEpoch, eventType } = event.requestContext;
    const identity = identityOf(event);
    const traceparent = continueTrace(event.headers?.traceparent);
    const ids = { gateway_request_id: requestId, connection_id: connectionId, traceparent, tenant: identity.clientId };
    const frame: Omit<Frame<unknown>, 'body'> = {
      id: requestId,
      traceparent,
      receivedAt: requestTimeEpoch,
      log: kernel.log.child(ids),
      remainingMs: () => context.getRemainingTimeInMillis(),
      connectionId,
      identity,
      tenant: identity.clientId,
      text: event.body ?? '',
      query: event.queryStringParameters ?? {},
    };
    const run = async (): Promise<unknown> => {
      const body = route.frame && validate(route.frame, 'body', parse(event.body));
      return route.handler({ ...frame, body } as Frame<never>, deps);
    };
    const subject = { line: 'frame', metric: 'Frame' };
    try {
      const answer = await observed(kernel, subject, frame as Frame<unknown>, { route: routeKey }, run);
      return { statusCode: 200, ...(route.answer && answer !== undefined && { body: JSON.stringify(answer) }) };
    } catch (error) {
      if (eventType === 'MESSAGE') return { statusCode: 200, body: JSON.stringify(errorFrameOf(error, event)) };
      return { statusCode: error instanceof Problem ? error.status : 500 };
    }
  };

  return async (event: SocketEvent | AuthorizerEvent, context: Context): Promise<unknown> => {
    kernel.log.begin({ invocation_id: context.awsRequestId });
    try {
      if ('methodArn' in event) {
        if (!trigger?.authorizer) throw new Error(`${fn.name} declares no authorizer`);
        return await decide(trigger.authorizer, event, context, kernel, deps);
      }
      const route = routes.get(event.requestContext.routeKey);
      if (!route) throw new Error(`${fn.name} declares no route ${event.requestContext.routeKey}`);
      return await serve(route, event, context);
    } finally {
      kernel.metrics.flush();
    }
  };
};
