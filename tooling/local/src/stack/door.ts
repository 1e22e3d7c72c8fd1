import { MAX_INTEGRATION_MS } from '../api-gateway/gateway';
import type { HandleRequest } from '../api-gateway/http-api';
import { httpServer } from '../api-gateway/server';

const HOST = '127.0.0.1';

/** The API's port. It stays open while what is behind it is replaced. */
export interface Door {
  readonly port: number;
  /** Requests that are not answered yet. */
  underWay(): number;
  /** Takes no further request. Resolves once those under way are answered, which takes no longer than API Gateway waits. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the API's port; 0 takes a free one.
 * @throws Error in one sentence if it is taken.
 */
export const openDoor = async (port: number, handle: HandleRequest): Promise<Door> => {
  const server = httpServer(handle);
  const address = await server.listen(port, HOST).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken by another program. Stop it, or set PORT to a free port.`);
  });
  return {
    port: address.port,
    underWay: server.underWay,
    drain: () => server.close(MAX_INTEGRATION_MS),
    close: () => server.close(),
  };
};
