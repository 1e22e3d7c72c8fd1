import { queryStringParameters } from '@frontdesk/local/api-gateway/query-parameters';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

export interface EventOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly base64?: boolean;
  readonly claims?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** In place of `query`: the query string as it is sent. */
  readonly rawQuery?: string;
}

/** An event as API Gateway sends it for an HTTP API, payload format 2.0. */
export const gatewayEvent = (routeKey: string, options: EventOptions = {}): APIGatewayProxyEventV2 => {
  const [method = 'GET', template = '/'] = routeKey.split(' ');
  const path = options.path ?? template;
  const rawQueryString = options.rawQuery ?? new URLSearchParams(options.query).toString();
  const query = queryStringParameters(rawQueryString);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString,
    headers: { ...(options.body !== undefined && { 'content-type': 'application/json' }), ...options.headers },
    ...(query && { queryStringParameters: query }),
    ...(options.params && { pathParameters: { ...options.params } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      ...(options.claims && { authorizer: { jwt: { claims: options.claims, scopes: null } } }),
      domainName: 'api.test',
      domainPrefix: 'api',
      http: {
        method: method === '$default' ? 'GET' : method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'test',
      },
      requestId: 'gateway-request-id',
      routeKey,
      stage: '$default',
      time: '15/Jan/2026:09:00:00 +0000',
      timeEpoch: Date.UTC(2026, 0, 15, 9),
    },
    ...(options.body !== undefined && { body: options.body }),
    isBase64Encoded: options.base64 ?? false,
  };
};

/** The context of an invocation that begins now with `remainingMs` left, or with whatever a function says is left. */
export const lambdaContext = (remainingMs: number | (() => number) = 29_000): Context => {
  const begun = performance.now();
  const getRemainingTimeInMillis =
    typeof remainingMs === 'function' ? remainingMs : () => Math.max(0, begun + remainingMs - performance.now());
  return { awsRequestId: 'test', functionName: 'test', getRemainingTimeInMillis } as unknown as Context;
};
