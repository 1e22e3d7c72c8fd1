import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { stringifyJson } from '../json/json';
import type { Answer } from './answer';

/**
 * An answer in API Gateway's payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
export const gatewayResult = ({ status, body, headers }: Answer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  ...(body !== undefined && { body: stringifyJson(body) }),
});
