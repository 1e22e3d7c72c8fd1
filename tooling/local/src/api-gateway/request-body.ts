/** API Gateway's quota for a payload (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const TEXT_TYPES = new Set(['application/json', 'application/javascript', 'application/xml']);

/**
 * Whether a body goes into the event as text; everything else goes in as base64, forms included
 * (https://github.com/middyjs/middy/pull/603). AWS documents the list for load balancers only
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html).
 */
export const isText = (headers: ReadonlyMap<string, string>): boolean => {
  if (headers.has('content-encoding')) return false;
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || TEXT_TYPES.has(type) || /^application\/.+\+(?:json|xml)$/.test(type);
};
