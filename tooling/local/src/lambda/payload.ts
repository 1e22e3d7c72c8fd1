import { FunctionError, RequestTooLargeError } from './errors';

/** Lambda's limit on an event, and on an answer (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const MAX_PAYLOAD_BYTES = 6_291_556;

/**
 * Parses an answer's JSON.
 * @throws FunctionError when it is larger than Lambda can return.
 */
export const answerOf = (payload: string): unknown => {
  const bytes = Buffer.byteLength(payload);
  if (bytes <= MAX_PAYLOAD_BYTES) return JSON.parse(payload);
  throw new FunctionError({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
  });
};

/**
 * An event as the JSON text that Lambda passes on.
 * @throws RequestTooLargeError
 */
export const eventText = (event: unknown): string => {
  const text = JSON.stringify(event) ?? 'null';
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_PAYLOAD_BYTES) throw new RequestTooLargeError(bytes, MAX_PAYLOAD_BYTES);
  return text;
};
