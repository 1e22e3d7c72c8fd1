/** Marks JSON text within a value: what `JSON.stringify` cannot write, such as 1e999 or ten thousand brackets. */
const MARK = 'raw-json:';

/** A value that is written as just this text, whether it is JSON or not. */
export const rawJson = (text: string): string => MARK + Buffer.from(text).toString('base64');

/** JSON text in which half surrogates stay escaped, and marked values are the text they stand for. */
export const jsonText = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(new RegExp(`"${MARK}([A-Za-z0-9+/=]*)"`, 'g'), (_, text: string) =>
    Buffer.from(text, 'base64').toString('utf8'),
  );
