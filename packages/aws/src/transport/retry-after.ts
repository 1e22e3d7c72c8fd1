import type { IncomingHttpHeaders } from 'node:http';

/**
 * Milliseconds that an answer asks to wait before a repeat: `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), or
 * AWS's own `x-amz-retry-after` in milliseconds. 0 if it asks for nothing.
 */
export const retryAfterMs = (headers: IncomingHttpHeaders): number => {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const ms = /^\d+(\.\d+)?$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - Date.now();
    return Number.isNaN(ms) ? 0 : Math.max(0, ms);
  }
  const own = Number(headers['x-amz-retry-after'] ?? 0);
  return Number.isNaN(own) ? 0 : Math.max(0, own);
};
