/** Fields that may hold a customer's words, numbers or a secret. Their values never reach a log. */
const SENSITIVE = new Set([
  'answer',
  'authorization',
  'body',
  'contact',
  'customer',
  'email',
  'message',
  'message_text',
  'metadata',
  'name',
  'notes',
  'password',
  'phone_number',
  'prompt',
  'q',
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

/** Characters. Longer messages tend to quote their input; AWS's refusals name the resource within this length. */
const MAX_MESSAGE = 400;

/** Errors whose messages are our own, by name; a plain `Error` comes from our code and from Node's system calls. */
const OWN = new Set(['Problem', 'AssistantUnavailable', 'SilenceError']);

/** Whether an error's message may be logged: ours and AWS's. Others quote what they could not read or send. */
const wordsAreSafe = (error: Error): boolean =>
  error.constructor.name === 'Error' || OWN.has(error.name) || '$metadata' in error;

/** The frames of a stack, without the message above them. */
const frames = ({ stack = '', message }: Error): string =>
  (stack.replace(message, () => '').match(/^ {4}at .+$/gm) ?? []).join('\n');

/** The name, message and frames of an error and its causes, without any other properties. */
const describeError = (error: Error): Record<string, unknown> => ({
  name: error.name,
  message: wordsAreSafe(error) ? error.message.slice(0, MAX_MESSAGE) : `[redacted ${error.message.length}]`,
  stack: frames(error),
  ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
});
