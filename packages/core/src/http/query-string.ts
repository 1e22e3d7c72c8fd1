import { Problem } from '../errors/problem';

const ENCODED = /(?:%[\da-f]{2})+/gi;

const isUtf8 = (encoded: string): boolean => {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
};

/**
 * Checks that percent-encoded bytes in a query string are UTF-8, as in a path
 * (https://www.rfc-editor.org/rfc/rfc3986#section-2.5). The decoder in front of us replaces other bytes with U+FFFD, so an
 * answer would be about a text that nobody sent. A percent sign that encodes nothing stands for itself, as in browsers.
 * @param raw as it was sent.
 * @throws Problem `invalid_request`.
 */
export const requireUtf8Query = (raw: string): void => {
  if ((raw.match(ENCODED) ?? []).every(isUtf8)) return;
  throw new Problem('invalid_request', {
    detail: 'Percent-encode the query string in UTF-8.',
    errors: [{ location: 'query', message: 'is not well-formed Unicode' }],
  });
};
