import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RefusalStatus, refusalBody } from './answer';
import { newRequestId } from './request-ids';

/** Takes a connection over from HTTP. `head` is what has already been read from it. */
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export const wantsWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/** Answers on a connection on which HTTP is not being read, or no longer is, and closes it. */
export const refuseConnection = (socket: Duplex, status: RefusalStatus, withBody = true): void => {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = refusalBody(status);
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
      `apigw-requestid: ${newRequestId()}\r\nconnection: close\r\n\r\n${withBody ? body : ''}`,
  );
};

/**
 * Serves a request as if it had not asked for another protocol, which a server is always allowed to do (RFC 9110, 7.8):
 * `curl --http2` asks for HTTP/2 on each first request. Node stops reading HTTP at such a request, so we feed it the
 * request again without the header.
 */
export const serveWithoutUpgrade = (server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void => {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'upgrade') lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
};
