import { randomBytes } from 'node:crypto';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/**
 * The `traceparent` of our part of a trace: a well-formed one is continued with a new span, otherwise a new trace begins
 * (https://www.w3.org/TR/trace-context/#traceparent-header).
 */
export const continueTrace = (traceparent: string | undefined): string => {
  const [, trace = randomBytes(16).toString('hex'), flags = '00'] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  return `00-${trace}-${randomBytes(8).toString('hex')}-${flags}`;
};
