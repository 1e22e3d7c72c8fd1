import { randomBytes } from 'node:crypto';

/** A request id that looks like API Gateway's: `Mc7UVioPPHcEKPA=`. */
export const newRequestId = (): string => `${randomBytes(11).toString('base64url')}=`;

const TRACE_ROOT = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}(?=;|$)/;

/** The trace that the caller named in `x-amzn-trace-id`, or a new one (X-Ray's trace id). */
export const traceRootOf = (header: string | undefined, now: number): string => {
  const given = TRACE_ROOT.exec(header ?? '')?.[0];
  const begun = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return given ?? `Root=1-${begun}-${randomBytes(12).toString('hex')}`;
};
