import type { Context } from 'aws-lambda';
import type { SocketAuthorizer } from '../declare/socket';
import type { Kernel } from '../invocation/kernel';
import { observed } from '../invocation/observed';
import { continueTrace } from '../invocation/trace';
import type { SocketIdentity, Upgrade } from './frame';

/** What API Gateway asks a REQUEST authorizer (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html). */
export interface AuthorizerEvent {
  readonly type: 'REQUEST';
  readonly methodArn: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly requestContext: {
    readonly connectionId: string;
    readonly requestId: string;
    readonly requestTimeEpoch: number;
    readonly identity: { readonly sourceIp: string };
  };
}

/** A WebSocket API needs a policy; the simple answer of HTTP APIs does not work here. */
const policy = (effect: 'Allow' | 'Deny', methodArn: string, identity?: SocketIdentity) => ({
  principalId: identity?.clientId ?? 'nobody',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: methodArn }],
  },
  ...(identity && { context: identity }),
});

const lowerCased = (headers: AuthorizerEvent['headers'] = {}): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Lets a connection open, with its identity, or denies it. A throw of the authorizer is API Gateway's 500. */
export const decide = <D>(
  { authorize }: SocketAuthorizer<D>,
  event: AuthorizerEvent,
  context: Context,
  kernel: Kernel,
  deps: D,
) => {
  const { connectionId, requestId, requestTimeEpoch, identity: client } = event.requestContext;
  const headers = lowerCased(event.headers);
  const traceparent = continueTrace(headers.traceparent);
  const upgrade: Upgrade = {
    id: requestId,
    traceparent,
    receivedAt: requestTimeEpoch,
    log: kernel.log.child({ gateway_request_id: requestId, connection_id: connectionId, traceparent }),
    remainingMs: () => context.getRemainingTimeInMillis(),
    query: event.queryStringParameters ?? {},
    headers,
    sourceIp: client.sourceIp,
    connectionId,
  };
  return observed(kernel, { line: 'authorization', metric: 'Authorization' }, upgrade, {}, async () => {
    const identity = await authorize(upgrade, deps);
    return policy(identity ? 'Allow' : 'Deny', event.methodArn, identity);
  });
};
