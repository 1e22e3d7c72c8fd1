import { MAX_INTEGRATION_MS } from '../api-gateway/gateway';
import type { HandleRequest } from '../api-gateway/http-api';
import { CLOSE_GRACE_MS, httpServer } from '../api-gateway/server';
import type { SocketServer } from '../api-gateway/websocket/web-socket-server';

const HOST = '127.0.0.1';

/** The port of the APIs. It stays open while whatever is behind it is replaced. */
export interface ApiPort {
  readonly port: number;
  /** How many requests are not answered yet. */
  underWay(): number;
  /**
   * Takes no further request and closes the WebSocket connections. Resolves once everything under way is answered. That
   * takes no longer than API Gateway waits.
   */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the APIs' port; 0 takes a free one. What comes before anything is deployed waits until something is.
 * @param deployed resolves with what answers requests.
 * @throws Error in one sentence if the port is taken.
 */
export const openApiPort = async (
  port: number,
  deployed: Promise<HandleRequest>,
  sockets: SocketServer,
): Promise<ApiPort> => {
  const server = httpServer(
    (request, response) => void deployed.then((handle) => handle(request, response)),
    (request, socket, head) => void deployed.then(() => sockets.upgrade(request, socket, head)),
  );
  const end = async (graceMs: number): Promise<void> => {
    await Promise.all([sockets.end(graceMs), server.close(graceMs)]);
  };
  const address = await server.listen(port, HOST).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken by another program. Stop it, or set PORT to a free port.`);
  });
  return {
    port: address.port,
    underWay: server.underWay,
    drain: () => end(MAX_INTEGRATION_MS),
    close: () => end(CLOSE_GRACE_MS),
  };
};
