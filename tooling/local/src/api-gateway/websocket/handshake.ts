import type { IncomingMessage } from 'node:http';
import { sourceIpOf } from '../peer';
import { newRequestId } from '../request-ids';
import type { Peer } from './connection';

type Many = Record<string, string[]>;

/** The request that asks for a connection, as the events of `$connect` show it. */
export interface Handshake {
  readonly peer: Peer;
  /** Names as they were sent; if one is repeated, the last one counts. */
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Many;
  readonly query: Record<string, string>;
  readonly multiValueQuery: Many;
}

const group = (pairs: Iterable<readonly [string, string]>): Many => {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of pairs) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  return Object.fromEntries(grouped);
};

const last = (many: Many): Record<string, string> =>
  Object.fromEntries(Object.entries(many).map(([name, values]) => [name, values.at(-1) ?? '']));

const pairs = function* (rawHeaders: readonly string[]): Generator<readonly [string, string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    yield [rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''];
  }
};

/** Reads a handshake and gives its connection an id. */
export const readHandshake = (request: IncomingMessage, now: number): Handshake => {
  const multiValueHeaders = group(pairs(request.rawHeaders));
  const multiValueQuery = group(new URLSearchParams(request.url?.split('?')[1] ?? ''));
  return {
    peer: {
      connectionId: newRequestId(),
      connectedAt: now,
      domainName: (request.headers.host ?? '').replace(/:\d+$/, ''),
      sourceIp: sourceIpOf(request),
      userAgent: request.headers['user-agent'] ?? '',
    },
    headers: last(multiValueHeaders),
    multiValueHeaders,
    query: last(multiValueQuery),
    multiValueQuery,
  };
};
