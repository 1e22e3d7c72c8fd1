import { continueTrace } from '../invocation/trace';

export interface Correlation {
  /** The request's id as its caller knows it: in `x-request-id`, and in a problem's `request_id`. */
  readonly requestId: string;
  /** API Gateway's own, as its access log has it, and the answer in `apigw-requestid`. */
  readonly gatewayRequestId: string;
  readonly traceparent: string;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/**
 * The ids that connect an answer with its logs and with the caller's trace. A well-formed `x-request-id` is kept; otherwise
 * API Gateway's id is used.
 */
export const correlate = (
  headers: Readonly<Record<string, string | undefined>>,
  gatewayRequestId: string,
): Correlation => {
  const given = headers['x-request-id'];
  return {
    requestId: given && REQUEST_ID.test(given) ? given : gatewayRequestId,
    gatewayRequestId,
    traceparent: continueTrace(headers.traceparent),
  };
};
