import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/** Fields that may hold a customer's words, numbers or a secret. Their values never reach a log. */
const SENSITIVE = new Set([
  'answer',
  'authorization',
  'body',
  'contact',
  'customer',
  'email',
  'message_text',
  'notes',
  'password',
  'phone_number',
  'question',
  'reply',
  'secret',
  'text',
  'token',
  'transcript',
]);

const MAX_DEPTH = 8;

/** Replaces the values of sensitive fields, at any depth, by their length. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) return '[too deep]';
  if (value instanceof Error) return describeError(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SENSITIVE.has(key.toLowerCase()) ? `[redacted ${String(item ?? '').length}]` : redact(item, depth + 1),
    ]),
  );
};

/** An error's name, message and stack, and its causes', without whatever else hangs on it. */
const describeError = (error: Error): Record<string, unknown> => ({
  name: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
});

/** Powertools' line, under our own field names and redacted. */
export class RedactingFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        level: attributes.logLevel,
        message: attributes.message,
        timestamp: attributes.timestamp.toISOString(),
        service: attributes.serviceName,
        xray_trace_id: attributes.xRayTraceId,
        ...(redact(additional) as LogAttributes),
      },
    });
  }
}
