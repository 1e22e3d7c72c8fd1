import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusal } from './answer';
import { newRequestId } from './request-ids';
import { respond } from './respond';
import { type HandleUpgrade, refuseConnection, serveWithoutUpgrade, wantsWebSocket } from './upgrade';

/** How long `close()` waits by default for requests that are still being handled, in milliseconds. */
export const CLOSE_GRACE_MS = 500;

/** How long an idle connection is kept, in milliseconds: longer than the pauses of a person who tries things out. */
const KEEP_ALIVE_MS = 60_000;

export interface HttpServer {
  readonly server: Server;
  /**
   * Resolves with the address in use; port 0 takes a free one.
   * @throws the listening error as node gives it, `EADDRINUSE` for a taken port.
   */
  listen(port: number, host: string): Promise<AddressInfo>;
  /** How many requests are not answered yet. */
  underWay(): number;
  /**
   * Accepts no more connections or requests, waits until those in progress are answered, and leaves no connection open.
   * @param graceMs the longest it waits, in milliseconds; half a second if left out.
   */
  close(graceMs?: number): Promise<void>;
}

/** Answers what could not be read as HTTP at all. */
const onClientError = (
  error: Error & { readonly code?: string; readonly rawPacket?: Buffer },
  socket: Duplex,
): void => {
  if (error.code === 'ECONNRESET') socket.destroy();
  else {
    // From what was read, it may have been a HEAD, whose answer has no body (RFC 9110, section 9.3.2).
    const isHead = error.rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD ';
    refuseConnection(socket, error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400, !isHead);
  }
};

/** An HTTP server that can be closed at once. `upgrade` takes the connections that become WebSockets. */
export const httpServer = (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  upgrade?: HandleUpgrade,
): HttpServer => {
  const underWay = new Set<ServerResponse>();
  const upgraded = new Set<Duplex>();
  let closing = false;
  const isLast = (response: ServerResponse): void => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (closing && underWay.size === 0) server.closeAllConnections();
    });
    if (closing) {
      isLast(response);
      respond(request, response, newRequestId(), refusal(503));
    } else handle(request, response);
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, serve);
  // Whether a body is wanted is decided before the caller is told to send it.
  server.on('checkContinue', serve);
  server.on('clientError', onClientError);
  if (upgrade) {
    server.on('upgrade', (request, socket, head) => {
      if (!wantsWebSocket(request)) {
        serveWithoutUpgrade(server, request, socket, head);
        return;
      }
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      upgrade(request, socket, head);
    });
  }

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(server.address() as AddressInfo);
        });
      }),
    underWay: () => underWay.size,
    close: async (graceMs = CLOSE_GRACE_MS) => {
      if (!server.listening) return;
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of underWay) isLast(response);
      if (underWay.size === 0) server.closeAllConnections();
      const grace = setTimeout(() => {
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }, graceMs);
      await closed;
      clearTimeout(grace);
    },
  };
};
