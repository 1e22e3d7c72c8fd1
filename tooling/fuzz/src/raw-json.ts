/**
 * Marks raw JSON text inside a value, for what `JSON.stringify` cannot write, such as 1e999 or ten thousand brackets.
 */
const MARK = 'raw-json:';

/** A value that is written as exactly this text, whether or not it is valid JSON. */
export const rawJson = (text: string): string => MARK + Buffer.from(text).toString('base64');

/** Writes a value as JSON. Half surrogates stay escaped, and marked values are replaced by their raw text. */
export const jsonText = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(new RegExp(`"${MARK}([A-Za-z0-9+/=]*)"`, 'g'), (_, text: string) =>
    Buffer.from(text, 'base64').toString('utf8'),
  );
