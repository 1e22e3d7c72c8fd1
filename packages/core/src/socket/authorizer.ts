import type { Context } from 'aws-lambda';
import type { SocketAuthorizer } from '../declare/socket';
import type { Kernel } from '../invocation/kernel';
import { observed } from '../invocation/observed';
import { continueTrace } from '../invocation/trace';
import type { SocketIdentity, Upgrade } from './frame';
import { ConnectionRefused } from './refusal';

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

/** The only words of an error that API Gateway answers with 401. */
const UNAUTHORIZED = 'Unauthorized';

/**
 * Lets a connection open, with its identity, or refuses it: 403 is a policy that denies, and 401 an error of a certain
 * message.
 * @throws Error `Unauthorized`; any other error of the authorizer is API Gateway's 500.
 */
export const decide = async <D>(
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
  const judged = await observed(kernel, { line: 'authorization', metric: 'Authorization' }, upgrade, {}, () =>
    authorize(upgrade, deps).catch((error: unknown) => {
      if (error instanceof ConnectionRefused) return error;
      throw error;
    }),
  );
  if (!(judged instanceof ConnectionRefused)) return policy('Allow', event.methodArn, judged);
  upgrade.log.warn('connection refused', { status: judged.status, reason: judged.message });
  if (judged.status === 401) throw new Error(UNAUTHORIZED);
  return policy('Deny', event.methodArn);
};
