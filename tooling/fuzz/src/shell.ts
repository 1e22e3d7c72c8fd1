import type { Caller, FuzzRequest } from './request';

/** A word of the shell, with whatever is not printable ASCII as an escape. */
const word = (bytes: Buffer): string =>
  `$'${[...bytes]
    .map((byte) => {
      if (byte === 0x27 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
      return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('')}'`;

/** What curl takes for the name of a file if a body begins with it. */
const AT = 0x40;

/** How many bytes of a body are shown; a longer one is written to a file. */
export const SHOWN_BODY_BYTES = 2_000;

/**
 * The request as a line for the shell, for an API at `$API`; tokens are variables. A body that is long, or holds what no word of
 * the shell can, is read from the file that is named.
 */
export const curlLine = (
  { method, target, headers, body }: FuzzRequest,
  callers: readonly Caller[],
  file: string,
): string => {
  const shown = headers.map(([name, value]) => {
    const caller = callers.find(({ token }) => value === `Bearer ${token}`);
    return caller
      ? `-H "authorization: Bearer $${caller.variable}"`
      : `-H ${word(Buffer.from(`${name}${value === '' ? ';' : `: ${value}`}`, 'latin1'))}`;
  });
  const inline = body && body.length <= SHOWN_BODY_BYTES && !body.includes(0) && body[0] !== AT;
  const data = body ? [`--data-binary ${inline ? word(body) : `@${file}`}`] : [];
  return [
    'curl -sig --path-as-is',
    method === 'HEAD' ? '-I' : `-X ${method}`,
    ...shown,
    ...data,
    `"$API"${word(Buffer.from(target, 'latin1'))}`,
  ].join(' ');
};
