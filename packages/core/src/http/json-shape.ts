import { Problem } from '../errors/problem';

/** The deepest nesting of objects and arrays: what DynamoDB allows in an item, and more than any body needs. */
export const MAX_DEPTH = 32;

/**
 * The most values in a body, unless its route says otherwise. The cost of a body grows with its values rather than with its
 * bytes; 256 KiB of ordinary JSON has fewer.
 */
export const MAX_VALUES = 10_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

const refused = (message: string): Problem =>
  new Problem('invalid_request', {
    detail: 'The body is nested too deeply or holds too many values.',
    errors: [{ location: 'body', message }],
  });

/** Where a string that begins at `open` ends: at its closing quotation mark, or at the end of a text that is not JSON. */
const endOfString = (text: string, open: number): number => {
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
};

/**
 * Checks the depth and the number of values of a JSON text before it is parsed. Whether it is valid JSON at all is left to
 * the parser.
 * @throws Problem `invalid_request`.
 */
export const requireShape = (text: string, maxValues = MAX_VALUES): void => {
  let depth = 0;
  // Each value but the outermost is the first of an object or array, or comes after a comma.
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isOpening(code)) {
      depth += 1;
      values += 1;
      if (depth > MAX_DEPTH) throw refused(`must be nested at most ${MAX_DEPTH} levels deep`);
    } else if (isClosing(code)) depth -= 1;
    else if (code === COMMA) values += 1;
    if (values > maxValues) throw refused(`must hold at most ${maxValues} values`);
  }
};
