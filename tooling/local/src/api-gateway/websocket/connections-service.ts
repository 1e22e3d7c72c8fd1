import { isoTime } from '@frontdesk/core/time';
import { allows } from '@frontdesk/manifest/allows';
import type { Account, Caller } from '../../endpoint/account';
import { AwsError, accessDenied, missingToken } from '../../endpoint/aws-error';
import type { Answer, Call, Service } from '../../endpoint/service';
import type { Connection } from './connection';
import { type Connections, openConnection } from './connections';
import type { ApiPlace } from './events';
import { CLOSE, type WebSocketQuotas } from './quotas';

export interface ConnectionsServiceOptions {
  readonly account: Account;
  readonly place: ApiPlace;
  readonly connections: Connections;
  readonly quotas: Pick<WebSocketQuotas, 'messageBytes'>;
}

const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['POST', 'PostToConnection'],
  ['GET', 'GetConnection'],
  ['DELETE', 'DeleteConnection'],
]);

const ACTION = 'execute-api:ManageConnections';

/** The stage and the connection that a path names. In the path, each is percent-encoded. */
const readPath = (path: string): { readonly stage: string; readonly connectionId: string } | undefined => {
  try {
    const [root, stage, name, connectionId, ...more] = path.split('/').map(decodeURIComponent);
    const named = root === '' && stage && name === '@connections' && connectionId && more.length === 0;
    return named ? { stage, connectionId } : undefined;
  } catch {
    return undefined;
  }
};

const answer = (status: number, body?: object): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: body === undefined ? '' : JSON.stringify(body),
});

const post = async (connection: Connection, call: Call, maxBytes: number): Promise<Answer> => {
  const text = await call.text();
  if (Buffer.byteLength(text) > maxBytes) {
    throw new AwsError('PayloadTooLargeException', `The message is over ${maxBytes} bytes.`, 413);
  }
  if (connection.congested) throw new AwsError('LimitExceededException', 'The client does not read fast enough.', 429);
  connection.send(text);
  return answer(200);
};

const describe = ({ peer, lastActiveAt }: Connection): Answer =>
  answer(200, {
    connectedAt: isoTime(peer.connectedAt),
    identity: { sourceIp: peer.sourceIp, userAgent: peer.userAgent },
    lastActiveAt: isoTime(lastActiveAt),
  });

const end = (connection: Connection): Answer => {
  connection.close(CLOSE.goingAway, 'Going away');
  return answer(204);
};

/**
 * The API Gateway Management API of the WebSocket API
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
export const createConnectionsService = (options: ConnectionsServiceOptions): Service => {
  const { account, place, connections, quotas } = options;
  const authorize = (caller: Caller, method: string): void => {
    if (caller.kind === 'anonymous') throw new AwsError(missingToken().type, missingToken().message, 403);
    if (caller.kind === 'administrator') return;
    if (allows(caller.grants, ACTION, { kind: 'connections', name: 'connections' })) return;
    const { region, accountId, apiId, stage } = place;
    const resource = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}/@connections/{connectionId}`;
    const denied = accessDenied(account, caller, ACTION, resource);
    throw new AwsError(denied.type, denied.message, 403);
  };
  return {
    name: 'execute-api',
    recognise: ({ method, path, target }) => (target || !readPath(path) ? undefined : OPERATIONS.get(method)),
    refuse: ({ type, message, status }) => {
      const refusal = answer(status, { message });
      const headers = { ...refusal.headers, 'x-amzn-errortype': type.slice(type.indexOf('#') + 1) };
      return { ...refusal, headers };
    },
    handle: async (call) => {
      const { method, path } = call.head;
      authorize(call.caller, method);
      const { stage, connectionId = '' } = readPath(path) ?? {};
      if (stage !== place.stage) throw new AwsError('ForbiddenException', 'Forbidden', 403);
      const connection = openConnection(connections, connectionId);
      if (!connection) throw new AwsError('GoneException', 'The connection is gone.', 410);
      if (method === 'GET') return describe(connection);
      return method === 'DELETE' ? end(connection) : post(connection, call, quotas.messageBytes);
    },
  };
};
