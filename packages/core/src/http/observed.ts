import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Exchanges } from './exchange';
import type { HttpPlatform } from './platform';

type Middleware = middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;
type Handling = middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/**
 * Writes one access line and the request's metrics, and puts the correlation ids on the answer. Every line has the caller's id,
 * API Gateway's and Lambda's. API Gateway's access log cannot show a caller's header
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html): these lines connect the two.
 */
export const observed = (platform: HttpPlatform, exchanges: Exchanges): Middleware => {
  const finish = ({ event, response }: Handling): void => {
    const { requestId, traceparent, startedAt, headers } = exchanges.of(event);
    const status = response?.statusCode ?? 500;
    const took = platform.clock.now() - startedAt;
    if (response) response.headers = { ...headers, ...response.headers, 'x-request-id': requestId, traceparent };
    platform.log.info('request', { status, duration_ms: took });
    platform.metrics.count('Requests');
    if (status >= 500) platform.metrics.count('ServerErrors');
    else if (status >= 400) platform.metrics.count('ClientErrors');
    platform.metrics.milliseconds('Latency', took);
    platform.metrics.flush();
  };
  return {
    before: ({ event, context }) => {
      const { requestId, gatewayRequestId, traceparent } = exchanges.of(event);
      platform.log.begin({
        request_id: requestId,
        gateway_request_id: gatewayRequestId,
        invocation_id: context.awsRequestId,
        traceparent,
        route: event.routeKey,
      });
    },
    after: finish,
    onError: finish,
  };
};
