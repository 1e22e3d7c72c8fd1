import { randomBytes } from 'node:crypto';

export interface Correlation {
  readonly requestId: string;
  readonly traceparent: string;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/**
 * The ids that tie an answer to its logs and to the caller's trace. A well-formed `x-request-id` is kept, else API
 * Gateway's id serves; a well-formed `traceparent` keeps its trace and gets a span of ours, else a trace begins
 * (https://www.w3.org/TR/trace-context/#traceparent-header).
 */
export const correlate = (
  headers: Readonly<Record<string, string | undefined>>,
  gatewayRequestId: string,
): Correlation => {
  const given = headers['x-request-id'];
  const [, trace = randomBytes(16).toString('hex'), flags = '00'] = TRACEPARENT.exec(headers.traceparent ?? '') ?? [];
  return {
    requestId: given && REQUEST_ID.test(given) ? given : gatewayRequestId,
    traceparent: `00-${trace}-${randomBytes(8).toString('hex')}-${flags}`,
  };
};
