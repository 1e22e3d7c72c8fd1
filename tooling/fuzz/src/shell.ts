import type { Caller, FuzzRequest } from './request';

/** Quotes bytes as one word for the shell, and escapes everything that is not printable ASCII. */
const word = (bytes: Buffer): string =>
  `$'${[...bytes]
    .map((byte) => {
      if (byte === 0x27 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
      return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('')}'`;

/** `@`. curl takes a body that begins with it for the name of a file. */
const AT = 0x40;

/** The longest body that is shown, in bytes. A longer one is read from a file. */
export const SHOWN_BODY_BYTES = 2_000;

/**
 * Writes the request as a command for the shell, for an API at `$API`. Tokens are shown as variables. A body that is
 * long, or that cannot be quoted for the shell, is read from the named file.
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
