import type { JwtContext } from './jwt-authorizer';
import { queryStringParameters } from './query-parameters';
import { isText } from './request-body';
import type { EventHeaders } from './request-headers';
import type { RequestTarget } from './request-target';
import { commonLogTime } from './request-time';
import type { RouteMatch } from './route-table';

/** Everything that a request's event is built from. */
export interface EventSource extends RequestTarget, EventHeaders, RouteMatch {
  readonly accountId: string;
  readonly apiId: string;
  readonly requestId: string;
  readonly method: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  /** The peer of the connection. */
  readonly sourceIp: string;
  /** The port that was called. */
  readonly port: number;
  /** `Root=1-…` */
  readonly traceRoot: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly jwt?: JwtContext;
  readonly body: Buffer;
}

/** The headers that API Gateway adds on the way. */
const addedHeaders = ({ headers, sourceIp, port, traceRoot, body }: EventSource): [string, string][] => {
  const forwarded = headers.get('x-forwarded-for');
  return [
    ['content-length', String(body.length)],
    ['x-amzn-trace-id', traceRoot],
    ['x-forwarded-for', forwarded ? `${forwarded}, ${sourceIp}` : sourceIp],
    ['x-forwarded-port', String(port)],
    ['x-forwarded-proto', 'http'],
  ];
};

const bodyFields = ({ body, headers }: EventSource): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = isText(headers);
  return { body: body.toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
};

const requestContext = (source: EventSource) => {
  const { accountId, apiId, requestId, method, protocol, sourceIp, time, rawPath, headers, route, jwt } = source;
  const domainName = (headers.get('host') ?? '').replace(/:\d+$/, '');
  return {
    accountId,
    apiId,
    ...(jwt && { authorizer: { jwt } }),
    domainName,
    domainPrefix: domainName.split('.', 1)[0] ?? '',
    http: { method, path: rawPath, protocol, sourceIp, userAgent: headers.get('user-agent') ?? '' },
    requestId,
    routeKey: route.route_key,
    stage: '$default',
    time: commonLogTime(time),
    timeEpoch: time,
  };
};

/**
 * The event of a request, in payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format).
 * What a request does not have is left out, not null.
 */
export const httpApiEvent = (source: EventSource) => {
  const { rawPath, rawQueryString, headers, cookies, route, pathParameters } = source;
  const query = queryStringParameters(rawQueryString);
  return {
    version: '2.0',
    routeKey: route.route_key,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: Object.fromEntries([...headers, ...addedHeaders(source)]),
    ...(query && { queryStringParameters: query }),
    requestContext: requestContext(source),
    ...(pathParameters && { pathParameters }),
    ...bodyFields(source),
  };
};

export type HttpApiEvent = ReturnType<typeof httpApiEvent>;
