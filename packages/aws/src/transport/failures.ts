/** An error by the name that the SDK gives it. */
export const named = (name: string, message: string, properties: object = {}): Error =>
  Object.assign(new Error(message), { name, ...properties });

/** A deadline for an answer has passed. */
export const timedOut = (message: string): Error => named('TimeoutError', message, { code: 'ETIMEDOUT' });

/** Whoever asked has given up. */
export const aborted = (signal: AbortSignal | undefined): Error =>
  named('AbortError', 'Request aborted', { cause: signal?.reason });
