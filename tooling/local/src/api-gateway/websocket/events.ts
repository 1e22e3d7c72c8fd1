import { newRequestId } from '../request-ids';
import { commonLogTime } from '../request-time';
import type { Peer } from './connection';
import type { Handshake } from './handshake';

/** Where the API is, in its events and ARNs. */
export interface ApiPlace {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
}

export type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

/** One event being handled: the request's id and when it began, in epoch milliseconds. */
export interface Occasion {
  readonly requestId: string;
  readonly time: number;
}

/** The ARN of a route, as an authorizer's policy names it. */
export const routeArn = ({ region, accountId, apiId, stage }: ApiPlace, routeKey: string): string =>
  `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${routeKey}`;

const requestContext = (
  { apiId, stage }: ApiPlace,
  { requestId, time }: Occasion,
  peer: Peer,
  routeKey: string,
  eventType: EventType,
) => ({
  routeKey,
  eventType,
  extendedRequestId: requestId,
  requestTime: commonLogTime(time),
  messageDirection: 'IN',
  stage,
  connectedAt: peer.connectedAt,
  requestTimeEpoch: time,
  identity: { sourceIp: peer.sourceIp, userAgent: peer.userAgent },
  requestId,
  domainName: peer.domainName,
  connectionId: peer.connectionId,
  apiId,
  ...(peer.authorizer && { authorizer: peer.authorizer }),
});

const handshakeFields = ({ headers, multiValueHeaders, query, multiValueQuery }: Handshake) => ({
  headers,
  multiValueHeaders,
  ...(Object.keys(query).length > 0 && {
    queryStringParameters: query,
    multiValueQueryStringParameters: multiValueQuery,
  }),
});

/**
 * What a REQUEST authorizer is asked on `$connect`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html).
 */
export const authorizerEvent = (place: ApiPlace, occasion: Occasion, handshake: Handshake) => ({
  type: 'REQUEST',
  methodArn: routeArn(place, '$connect'),
  ...handshakeFields(handshake),
  stageVariables: {},
  requestContext: requestContext(place, occasion, handshake.peer, '$connect', 'CONNECT'),
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html */
export const connectEvent = (place: ApiPlace, occasion: Occasion, handshake: Handshake) => ({
  ...handshakeFields(handshake),
  requestContext: requestContext(place, occasion, handshake.peer, '$connect', 'CONNECT'),
  isBase64Encoded: false,
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html */
export const messageEvent = (place: ApiPlace, occasion: Occasion, peer: Peer, routeKey: string, body: string) => ({
  requestContext: {
    ...requestContext(place, occasion, peer, routeKey, 'MESSAGE'),
    messageId: newRequestId(),
  },
  body,
  isBase64Encoded: false,
});

/** How a connection ended: in the words of the client's close frame, or API Gateway's own if there was none. */
export interface Ending {
  readonly status: number;
  readonly reason: string;
}

export const disconnectEvent = (place: ApiPlace, occasion: Occasion, peer: Peer, { status, reason }: Ending) => ({
  headers: { Host: peer.domainName },
  multiValueHeaders: { Host: [peer.domainName] },
  requestContext: {
    ...requestContext(place, occasion, peer, '$disconnect', 'DISCONNECT'),
    disconnectStatusCode: status,
    disconnectReason: reason,
  },
  isBase64Encoded: false,
});
